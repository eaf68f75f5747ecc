using System.Text.Json.Nodes;

namespace Serverless.Embedded.Payments.Tests;

public class The_ledger
{
    [Fact]
    public async Task Says_what_was_moved_for_which_order_and_when()
    {
        await using var provider = await Provider.Start();
        var intent = await provider.Pay("pm_card_visa", null, ("metadata[order]", "order-7"));

        var entry = Assert.Single(provider.Service.Ledger.Read(order: "order-7"));

        Assert.Equal((MovementKind.Charge, 1999L, "eur", intent["id"]), (entry.Kind, entry.Amount, entry.Currency, entry.Intent));
        Assert.Equal(provider.Clock.GetUtcNow(), entry.At);
        Assert.Empty(provider.Service.Ledger.Read(order: "order-8"));
    }

    [Fact]
    public async Task Is_served_with_totals_and_the_number_of_calls()
    {
        await using var provider = await Provider.Start();
        await provider.Pay("pm_card_visa");
        await provider.Pay("pm_card_visa_chargeDeclined");
        await provider.Pay("pm_card_visa");

        var ledger = await provider.Get("/ledger?limit=1");
        var rest = await provider.Get("/ledger?after=" + ledger["entries.0.number"]);

        Assert.Equal("3", ledger["calls.create_payment_intent"]);
        Assert.Equal("3", ledger["calls.total"]);
        Assert.Equal(("eur", "charge", "2", "3998"), (ledger["totals.0.currency"], ledger["totals.0.kind"], ledger["totals.0.count"], ledger["totals.0.amount"]));
        Assert.Equal(("true", "false"), (ledger["has_more"], rest["has_more"]));
        Assert.Equal("order-1", rest["entries.0.order"]);
        Assert.Equal(3, provider.Service.Calls.Total);
    }

    [Fact]
    public async Task Is_summed_up_for_each_payment()
    {
        await using var provider = await Provider.Start();
        var paid = (await provider.Pay("pm_card_refundFail"))["id"]!;
        await provider.Post("/v1/refunds", null, ("payment_intent", paid), ("amount", "500"));
        provider.Clock.Advance(TimeSpan.FromSeconds(5));
        await provider.Post("/v1/refunds", null, ("payment_intent", paid), ("amount", "300"));
        var held = (await provider.Pay("pm_card_visa", null, ("capture_method", "manual"), ("metadata[order]", "order-2")))["id"]!;
        var part = (await provider.Pay("pm_card_visa", null, ("capture_method", "manual"), ("metadata[order]", "order-3")))["id"]!;
        await provider.Post($"/v1/payment_intents/{part}/capture", null, ("amount_to_capture", "1200"));
        await provider.Post("/bank/disputes", null, ("payment_intent", part));

        var first = await provider.Get("/ledger/balances?limit=1");
        var rest = await provider.Get("/ledger/balances?after=" + paid);
        var one = await provider.Get("/ledger/balances?order=order-2");

        Assert.Equal("true", first["has_more"]);
        Assert.Equal((paid, 1999, 0, 300, 0, 1), Balance(first.Body["data"]![0]!));
        Assert.Equal([(held, 0, 1999, 0, 0, 1), (part, 1200, 0, 0, 1200, 1)], rest.Body["data"]!.AsArray().Select(row => Balance(row!)));
        Assert.Equal((held, "order-2", "eur"), (one["data.0.intent"], one["data.0.order"], one["data.0.currency"]));
    }

    private static (string, int, int, int, int, int) Balance(JsonNode row) => (
        (string)row["intent"]!, (int)row["captured"]!, (int)row["held"]!, (int)row["refunded"]!, (int)row["disputed"]!, (int)row["charges"]!);
}
