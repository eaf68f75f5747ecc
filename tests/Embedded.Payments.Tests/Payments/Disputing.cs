namespace Serverless.Embedded.Payments.Tests;

public class Disputing
{
    [Fact]
    public async Task A_card_for_it_disputes_its_payment_later_and_the_money_is_withdrawn()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_createDispute"))["id"];
        var before = await provider.Get("/v1/disputes?payment_intent=" + id);

        provider.Clock.Advance(TimeSpan.FromSeconds(5));
        var after = await provider.Get("/v1/disputes?payment_intent=" + id);

        Assert.Empty(before.Body["data"]!.AsArray());
        Assert.Equal(("1999", "fraudulent", "needs_response"), (after["data.0.amount"], after["data.0.reason"], after["data.0.status"]));
        Assert.Equal("Charge 1999, Dispute 1999", provider.Money);
        Assert.Equal("true", (await provider.Get("/v1/charges/" + after["data.0.charge"]))["disputed"]);
    }

    [Fact]
    public async Task A_disputed_payment_cannot_be_refunded_until_the_dispute_is_won()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa"))["id"]!;
        var dispute = await provider.Post("/bank/disputes", null, ("payment_intent", id), ("reason", "product_not_received"));

        var refused = await provider.Post("/v1/refunds", null, ("payment_intent", id));
        var won = await provider.Post("/bank/disputes/" + dispute["id"], null, ("outcome", "won"));
        var refund = await provider.Post("/v1/refunds", null, ("payment_intent", id));

        Assert.Equal("charge_disputed", refused["error.code"]);
        Assert.Equal("won", won["status"]);
        Assert.Equal("succeeded", refund["status"]);
        Assert.Equal("Charge 1999, Dispute 1999, DisputeReversal 1999, Refund 1999", provider.Money);
    }

    [Fact]
    public async Task A_lost_dispute_leaves_the_money_with_the_customer()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa"))["id"]!;
        await provider.Post("/v1/refunds", null, ("payment_intent", id), ("amount", "500"));
        var dispute = await provider.Post("/bank/disputes", null, ("payment_intent", id));

        var lost = await provider.Post($"/v1/disputes/{dispute["id"]}/close");
        var again = await provider.Post("/bank/disputes/" + dispute["id"], null, ("outcome", "won"));

        Assert.Equal(("lost", 400), (lost["status"], again.Status));
        Assert.Equal("Charge 1999, Refund 500, Dispute 1499", provider.Money);
    }

    [Fact]
    public async Task A_dispute_is_told_when_it_opens_and_when_it_closes()
    {
        var clock = new TimerClock();
        using var endpoint = new Endpoint(clock);
        await using var provider = await Provider.Start(clock: clock, endpoint: endpoint);
        var id = (await provider.Pay("pm_card_visa", null, ("capture_method", "manual")))["id"]!;
        await provider.Post($"/v1/payment_intents/{id}/capture");

        var dispute = await provider.Post("/bank/disputes", null, ("payment_intent", id));
        await provider.Pass(TimeSpan.Zero);
        await provider.Post("/bank/disputes/" + dispute["id"], null, ("outcome", "lost"));
        await provider.Pass(TimeSpan.Zero);

        Assert.Equal(["charge.dispute.created", "charge.dispute.closed"], endpoint.Types.TakeLast(2));
        Assert.Equal("lost", (string?)endpoint.Received[^1].Event["data"]!["object"]!["status"]);
    }

    [Fact]
    public async Task What_was_not_taken_cannot_be_disputed()
    {
        await using var provider = await Provider.Start();
        var held = (await provider.Pay("pm_card_visa", null, ("capture_method", "manual")))["id"]!;
        var disputed = (await provider.Pay("pm_card_visa"))["id"]!;
        await provider.Post("/bank/disputes", null, ("payment_intent", disputed));

        Reply[] refused =
        [
            await provider.Post("/bank/disputes", null, ("payment_intent", held)),
            await provider.Post("/bank/disputes", null, ("payment_intent", disputed)),
            await provider.Post("/bank/disputes", null, ("payment_intent", "pi_3000000100000000000000000")),
        ];

        Assert.All(refused, reply => Assert.Equal(400, reply.Status));
        Assert.Equal("requires_capture", (await provider.Get("/v1/payment_intents/" + held))["status"]);
    }

    [Fact]
    public async Task A_payment_that_was_refunded_whole_is_not_disputed_any_more()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_createDispute"))["id"]!;
        await provider.Post("/v1/refunds", null, ("payment_intent", id));

        provider.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty((await provider.Get("/v1/disputes?payment_intent=" + id)).Body["data"]!.AsArray());
        Assert.Equal("Charge 1999, Refund 1999", provider.Money);
    }
}
