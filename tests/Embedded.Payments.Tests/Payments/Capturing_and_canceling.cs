namespace Serverless.Embedded.Payments.Tests;

public class Capturing_and_canceling
{
    [Fact]
    public async Task Manual_capture_holds_the_money_and_takes_it_when_told()
    {
        await using var provider = await Provider.Start();
        var held = await Hold(provider);

        var captured = await provider.Post($"/v1/payment_intents/{held["id"]}/capture");

        Assert.Equal("requires_capture", held["status"]);
        Assert.Equal("1999", held["amount_capturable"]);
        Assert.Equal("0", held["amount_received"]);
        Assert.Equal("succeeded", captured["status"]);
        Assert.Equal("0", captured["amount_capturable"]);
        Assert.Equal("1999", captured["amount_received"]);
        Assert.Equal("Authorization 1999, Capture 1999", provider.Money);
    }

    [Fact]
    public async Task A_part_can_be_captured_and_the_rest_goes_back()
    {
        await using var provider = await Provider.Start();
        var held = await Hold(provider);

        var captured = await provider.Post($"/v1/payment_intents/{held["id"]}/capture", null, ("amount_to_capture", "1500"));
        var charge = await provider.Get("/v1/charges/" + captured["latest_charge"]);

        Assert.Equal("1500", captured["amount_received"]);
        Assert.Equal("1500", charge["amount_captured"]);
        Assert.Equal("499", charge["amount_refunded"]);
        Assert.Equal("Authorization 1999, Capture 1500, Release 499", provider.Money);
    }

    [Fact]
    public async Task Money_is_captured_only_once()
    {
        await using var provider = await Provider.Start();
        var id = (await Hold(provider))["id"];

        await provider.Post($"/v1/payment_intents/{id}/capture", null, ("amount_to_capture", "1000"));
        var again = await provider.Post($"/v1/payment_intents/{id}/capture", null, ("amount_to_capture", "999"));

        Assert.Equal(400, again.Status);
        Assert.Equal("payment_intent_unexpected_state", again["error.code"]);
        Assert.Equal("Authorization 1999, Capture 1000, Release 999", provider.Money);
    }

    [Fact]
    public async Task More_than_was_authorized_is_not_captured()
    {
        await using var provider = await Provider.Start();
        var id = (await Hold(provider))["id"];

        var refused = await provider.Post($"/v1/payment_intents/{id}/capture", null, ("amount_to_capture", "2000"));

        Assert.Equal("amount_too_large", refused["error.code"]);
        Assert.Equal("requires_capture", (await provider.Get("/v1/payment_intents/" + id))["status"]);
    }

    [Fact]
    public async Task Canceling_gives_held_money_back_and_ends_the_intent()
    {
        await using var provider = await Provider.Start();
        var id = (await Hold(provider))["id"];

        var canceled = await provider.Post($"/v1/payment_intents/{id}/cancel");
        var capture = await provider.Post($"/v1/payment_intents/{id}/capture");
        var confirm = await provider.Post($"/v1/payment_intents/{id}/confirm", null, ("payment_method", "pm_card_visa"));
        var again = await provider.Post($"/v1/payment_intents/{id}/cancel");

        Assert.Equal("canceled", canceled["status"]);
        Assert.Equal("1772366400", canceled["canceled_at"]);
        Assert.All([capture, confirm, again], refused => Assert.Equal("payment_intent_unexpected_state", refused["error.code"]));
        Assert.Equal("Authorization 1999, Release 1999", provider.Money);
    }

    [Fact]
    public async Task What_was_captured_is_refunded_not_canceled()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa"))["id"];

        var refused = await provider.Post($"/v1/payment_intents/{id}/cancel");

        Assert.Equal("payment_intent_unexpected_state", refused["error.code"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task An_authorization_lapses_after_seven_days()
    {
        await using var provider = await Provider.Start();
        var id = (await Hold(provider))["id"];

        provider.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        var before = await provider.Get("/v1/payment_intents/" + id);
        provider.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await provider.Get("/v1/payment_intents/" + id);

        Assert.Equal("requires_capture", before["status"]);
        Assert.Equal("canceled", after["status"]);
        Assert.Equal("automatic", after["cancellation_reason"]);
        Assert.Equal("Authorization 1999, Release 1999", provider.Money);
    }

    private static Task<Reply> Hold(Provider provider) => provider.Pay("pm_card_visa", null, ("capture_method", "manual"));
}
