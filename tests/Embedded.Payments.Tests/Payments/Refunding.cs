namespace Serverless.Embedded.Payments.Tests;

public class Refunding
{
    [Fact]
    public async Task A_payment_is_refunded_in_parts_and_never_more_than_was_captured()
    {
        await using var provider = await Provider.Start();
        var intent = await provider.Pay("pm_card_visa");

        var part = await Refund(provider, intent["id"], "1200");
        var tooMuch = await Refund(provider, intent["id"], "800");
        var rest = await Refund(provider, intent["id"]);
        var again = await Refund(provider, intent["id"]);

        Assert.Equal("succeeded", part["status"]);
        Assert.Equal("1200", part["amount"]);
        Assert.Equal(intent["latest_charge"], part["charge"]);
        Assert.Equal(400, tooMuch.Status);
        Assert.Equal("amount", tooMuch["error.param"]);
        Assert.Equal("799", rest["amount"]);
        Assert.Equal("charge_already_refunded", again["error.code"]);
        Assert.Equal("Charge 1999, Refund 1200, Refund 799", provider.Money);
        Assert.Equal("true", (await provider.Get("/v1/charges/" + intent["latest_charge"]))["refunded"]);
    }

    [Fact]
    public async Task Only_the_captured_part_can_be_refunded()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa", null, ("capture_method", "manual")))["id"];

        var uncaptured = await Refund(provider, id);
        await provider.Post($"/v1/payment_intents/{id}/capture", null, ("amount_to_capture", "1000"));
        var tooMuch = await Refund(provider, id, "1001");
        var all = await Refund(provider, id);

        Assert.Equal("payment_intent_unexpected_state", uncaptured["error.code"]);
        Assert.Equal(400, tooMuch.Status);
        Assert.Equal("1000", all["amount"]);
    }

    [Fact]
    public async Task Refunds_of_a_payment_are_listed_newest_first()
    {
        await using var provider = await Provider.Start();
        var (id, other) = ((await provider.Pay("pm_card_visa"))["id"], (await provider.Pay("pm_card_visa"))["id"]);
        var first = await Refund(provider, id, "100");
        await Refund(provider, other, "100");
        var second = await Refund(provider, id, "200");

        var list = await provider.Get("/v1/refunds?payment_intent=" + id);
        var one = await provider.Get("/v1/refunds/" + first["id"]);

        Assert.Equal((second["id"], first["id"]), (list["data.0.id"], list["data.1.id"]));
        Assert.Equal(2, list.Body["data"]!.AsArray().Count);
        Assert.Equal("100", one["amount"]);
    }

    [Fact]
    public async Task A_refund_can_be_pending_first()
    {
        await using var provider = await Provider.Start();
        var refund = await Refund(provider, (await provider.Pay("pm_card_pendingRefund"))["id"]);

        provider.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("pending", refund["status"]);
        Assert.Equal("succeeded", (await provider.Get("/v1/refunds/" + refund["id"]))["status"]);
        Assert.Equal("Charge 1999, Refund 1999", provider.Money);
    }

    [Fact]
    public async Task A_refund_that_fails_later_puts_the_money_back_and_can_be_tried_again()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_refundFail"))["id"];
        var refund = await Refund(provider, id, "500");

        provider.Clock.Advance(TimeSpan.FromSeconds(5));
        var failed = await provider.Get("/v1/refunds/" + refund["id"]);
        var all = await Refund(provider, id, "1999");

        Assert.Equal("succeeded", refund["status"]);
        Assert.Equal("failed", failed["status"]);
        Assert.Equal("1999", all["amount"]);
        Assert.Equal("Charge 1999, Refund 500, RefundReversal 500, Refund 1999", provider.Money);
    }

    [Fact]
    public async Task A_refund_names_a_payment_that_exists()
    {
        await using var provider = await Provider.Start();

        var nothing = await provider.Post("/v1/refunds");
        var unknown = await Refund(provider, "pi_3000000100000000000000000");

        Assert.Equal("parameter_missing", nothing["error.code"]);
        Assert.Equal(400, unknown.Status);
        Assert.Equal("resource_missing", unknown["error.code"]);
    }

    private static Task<Reply> Refund(Provider provider, string? intent, string? amount = null) =>
        provider.Post("/v1/refunds", null, amount is null ? [("payment_intent", intent!)] : [("payment_intent", intent!), ("amount", amount)]);
}
