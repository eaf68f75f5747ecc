namespace Serverless.Embedded.Payments.Tests;

public class Reading
{
    [Fact]
    public async Task Intents_are_listed_newest_first_in_pages()
    {
        await using var provider = await Provider.Start();
        var ids = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await provider.Pay("pm_card_visa"))["id"]);
        }

        var first = await provider.Get("/v1/payment_intents?limit=3");
        var second = await provider.Get($"/v1/payment_intents?limit=3&starting_after={first["data.2.id"]}");

        Assert.Equal("list", first["object"]);
        Assert.Equal(ids[..3], Ids(first));
        Assert.Equal("true", first["has_more"]);
        Assert.Equal(ids[3..], Ids(second));
        Assert.Equal("false", second["has_more"]);
    }

    [Fact]
    public async Task Intents_are_found_by_the_time_of_their_creation()
    {
        await using var provider = await Provider.Start();
        var start = provider.Clock.GetUtcNow().ToUnixTimeSeconds();
        await provider.Pay("pm_card_visa");
        provider.Clock.Advance(TimeSpan.FromMinutes(1));
        var wanted = await provider.Pay("pm_card_visa");
        provider.Clock.Advance(TimeSpan.FromMinutes(1));
        await provider.Pay("pm_card_visa");

        var found = await provider.Get($"/v1/payment_intents?created[gte]={start + 60}&created[lte]={start + 60}");
        var open = await provider.Get($"/v1/payment_intents?created%5Bgt%5D={start}&created%5Blt%5D={start + 120}");

        Assert.Equal([wanted["id"]], Ids(found));
        Assert.Equal([wanted["id"]], Ids(open));
    }

    [Fact]
    public async Task An_id_that_nothing_has_is_missing()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa"))["id"]!;

        foreach (var path in new[] { "/v1/payment_intents/" + id[..^1] + "~", "/v1/payment_intents/pi_1", "/v1/refunds/re_1", "/v1/charges/ch_1" })
        {
            var missing = await provider.Get(path);
            Assert.Equal((404, "resource_missing"), (missing.Status, missing["error.code"]));
        }
        Assert.Equal(404, (await provider.Post("/v1/payment_intents/pi_1/confirm")).Status);
    }

    [Fact]
    public async Task The_latest_charge_can_be_expanded()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa"))["id"];

        var one = await provider.Get($"/v1/payment_intents/{id}?expand[]=latest_charge");
        var list = await provider.Get("/v1/payment_intents?expand[]=data.latest_charge");
        var other = await provider.Get($"/v1/payment_intents/{id}?expand[]=customer");

        Assert.Equal("4242", one["latest_charge.payment_method_details.card.last4"]);
        Assert.Equal("1999", list["data.0.latest_charge.amount_captured"]);
        Assert.Equal((400, "not_simulated"), (other.Status, other["error.code"]));
    }

    private static List<string?> Ids(Reply list) => [.. list.Body["data"]!.AsArray().Select(one => one!["id"]!.GetValue<string>())];
}
