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
}
