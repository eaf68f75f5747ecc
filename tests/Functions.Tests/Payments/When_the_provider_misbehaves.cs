namespace Serverless.Functions.Tests.Payments;

public class When_the_provider_misbehaves(Shop shop)
{
    [Theory]
    [InlineData("pm_sim_lost")]
    [InlineData("pm_sim_429_once")]
    [InlineData("pm_sim_unreachable_once")]
    public async Task The_order_is_paid_in_the_end_and_charged_once(string method)
    {
        var alice = await shop.Customer($"pays with {method}");
        var placed = await alice.Place("cart-1", Customer.Tea.Replace("pm_card_visa", method, StringComparison.Ordinal));
        var order = await shop.Until(() => alice.Get(placed.Header("Location")!), answer => (string)answer.Body["status"]! == "paid");
        Assert.Equal(3300, (long)order.Body["captured"]!["amount"]!);
        Assert.Equal([("Charge", 3300L)], shop.Movements(placed.Id));
    }

    [Fact]
    public async Task A_charge_in_doubt_stays_in_doubt_until_it_is_proven()
    {
        var alice = await shop.Customer("in doubt");
        var placed = await alice.Place("cart-1", Customer.Tea.Replace("pm_card_visa", "pm_sim_500", StringComparison.Ordinal));
        await shop.Quiet();
        Assert.Equal("awaitingPayment", (string)(await alice.Get(placed.Header("Location")!)).Body["status"]!);
        Assert.Empty(shop.Movements(placed.Id));
    }
}
