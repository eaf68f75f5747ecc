namespace Serverless.Functions.Tests.Payments;

public class When_a_customer_must_approve(Shop shop)
{
    private static readonly string Secured = Customer.Tea.Replace("pm_card_visa", "pm_card_threeDSecure2Required", StringComparison.Ordinal);

    [Fact]
    public async Task The_order_is_paid_when_the_customer_approves()
    {
        var (customer, order, page) = await Ask("approves");
        await Decide(page, "approve");
        var paid = await shop.Until(() => customer.Get(order), answer => (string)answer.Body["status"]! == "paid");
        Assert.Null(paid.Body["nextAction"]);
        Assert.Equal([("Charge", 3300L)], shop.Movements(paid.Id));
    }

    [Fact]
    public async Task The_payment_has_failed_when_the_customer_refuses()
    {
        var (customer, order, page) = await Ask("refuses");
        await Decide(page, "refuse");
        var failed = await shop.Until(() => customer.Get(order), answer => (string)answer.Body["status"]! == "paymentFailed");
        Assert.Equal("payment_intent_authentication_failure", (string)failed.Body["failure"]!["code"]!);
        Assert.Empty(shop.Movements(failed.Id));
    }

    [Fact]
    public async Task Nothing_is_charged_while_the_customer_does_not_come_back()
    {
        var (customer, order, _) = await Ask("never comes back");
        var waiting = await customer.Get(order);
        Assert.Equal("awaitingPayment", (string)waiting.Body["status"]!);
        Assert.Empty(shop.Movements(waiting.Id));
    }

    private async Task<(Customer Customer, string Order, string Page)> Ask(string name)
    {
        var customer = await shop.Customer(name);
        var order = (await customer.Place("cart-1", Secured)).Header("Location")!;
        var asked = await shop.Until(() => customer.Get(order), answer => answer.Body["nextAction"] is not null);
        Assert.Equal("redirect_to_url", (string)asked.Body["nextAction"]!["kind"]!);
        return (customer, order, (string)asked.Body["nextAction"]!["url"]!);
    }

    private async Task Decide(string page, string decision)
    {
        using var bank = new Bank(shop);
        await bank.Decide(page, decision);
    }
}
