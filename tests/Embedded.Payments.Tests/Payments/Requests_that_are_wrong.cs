using System.Text;

namespace Serverless.Embedded.Payments.Tests;

public class Requests_that_are_wrong
{
    [Fact]
    public async Task A_key_is_wanted_as_bearer_or_basic()
    {
        await using var provider = await Provider.Start();

        provider.Http.DefaultRequestHeaders.Authorization = null;
        var none = await provider.Get("/v1/payment_intents");
        provider.Http.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_other");
        var wrong = await provider.Pay("pm_card_visa");
        provider.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Provider.Key + ":")));
        var basic = await provider.Get("/v1/payment_intents");

        Assert.Equal([401, 401, 200], [none.Status, wrong.Status, basic.Status]);
        Assert.Equal("invalid_request_error", none["error.type"]);
        Assert.Equal("", provider.Money);
    }

    [Theory]
    [InlineData("amount", "", "parameter_invalid_empty")]
    [InlineData("amount", "0", "parameter_invalid_integer")]
    [InlineData("amount", "-5", "parameter_invalid_integer")]
    [InlineData("amount", "19.99", "parameter_invalid_integer")]
    [InlineData("amount", "49", "amount_too_small")]
    [InlineData("amount", "100000000", "amount_too_large")]
    [InlineData("amount", null, "parameter_missing")]
    [InlineData("currency", null, "parameter_missing")]
    [InlineData("currency", "xxx", null)]
    [InlineData("capture_method", "later", null)]
    [InlineData("confirm", "yes", null)]
    [InlineData("payment_method", "pm_unknown", "resource_missing")]
    [InlineData("return_url", "javascript:alert(1)", "url_invalid")]
    [InlineData("amuont", "5", "parameter_unknown")]
    public async Task A_wrong_parameter_is_named_and_nothing_is_created(string name, string? value, string? code)
    {
        await using var provider = await Provider.Start();
        var form = new Dictionary<string, string>
        {
            ["amount"] = "500",
            ["currency"] = "eur",
            ["payment_method"] = "pm_card_visa",
            ["confirm"] = "true",
            ["return_url"] = "https://shop.example/back",
        };
        form.Remove(name);
        if (value is not null)
        {
            form[name] = value;
        }

        var refused = await provider.Post("/v1/payment_intents", null, [.. form.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal((400, "invalid_request_error"), (refused.Status, refused["error.type"]));
        Assert.Equal(code, refused["error.code"]);
        Assert.Equal(name, refused["error.param"]);
        Assert.Empty((await provider.Get("/v1/payment_intents")).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task What_the_simulator_does_not_do_is_said_and_not_ignored()
    {
        await using var provider = await Provider.Start();

        var parameter = await provider.Pay("pm_card_visa", null, ("application_fee_amount", "5"));
        var nested = await provider.Pay("pm_card_visa", null, ("shipping[name]", "A"));
        var route = await provider.Post("/v1/customers", null, ("name", "A"));
        var method = await Reply.Read(await provider.Http.DeleteAsync("/v1/payment_intents", TestContext.Current.CancellationToken));

        Assert.Equal((400, "application_fee_amount"), (parameter.Status, parameter["error.param"]));
        Assert.Equal("not_simulated", parameter["error.code"]);
        Assert.Equal((400, "shipping[name]"), (nested.Status, nested["error.param"]));
        Assert.Equal([404, 404], [route.Status, method.Status]);
        Assert.Equal("", provider.Money);
    }

    [Fact]
    public async Task The_body_is_a_form_and_not_json()
    {
        await using var provider = await Provider.Start();
        using var json = new StringContent("{\"amount\":500}", Encoding.UTF8, "application/json");

        var refused = await Reply.Read(await provider.Http.PostAsync("/v1/payment_intents", json, TestContext.Current.CancellationToken));

        Assert.Equal(400, refused.Status);
        Assert.Contains("application/x-www-form-urlencoded", refused["error.message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_in_the_query_of_a_post_are_refused_and_not_ignored()
    {
        await using var provider = await Provider.Start();

        Assert.Equal(400, (await provider.Post("/v1/payment_intents?confirm=true", null, ("amount", "500"), ("currency", "eur"))).Status);
    }

    [Fact]
    public async Task Metadata_has_limits_and_keeps_every_character()
    {
        await using var provider = await Provider.Start();

        var kept = await provider.Pay("pm_card_visa", null, ("metadata[note]", "50% + ä & [x]"), ("metadata[gone]", ""));
        var tooLong = await provider.Pay("pm_card_visa", null, ("metadata[note]", new string('x', 501)));

        Assert.Equal("50% + ä & [x]", kept["metadata.note"]);
        Assert.Null(kept["metadata.gone"]);
        Assert.Equal((400, "metadata"), (tooLong.Status, tooLong["error.param"]));
    }
}
