using Serverless.Contracts;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Payments;

public class When_a_payment_succeeds
{
    private readonly Shop shop = new();

    [Fact]
    public async Task The_order_is_paid_within_its_budget()
    {
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Equal(new Amount(4000, "EUR"), shop.Order.Captured);
        Assert.Equal((2, 1, 1, 1), (shop.Orders.Store.Writes, shop.Orders.Store.Reads, shop.Payments.Store.Writes, shop.Payments.Store.Reads));
        Assert.Equal((1, 0), (shop.Provider.Calls, shop.Provider.Lookups));
        Assert.Equal(
            [(Entities.PaymentCommands, "ChargePayment"), (Entities.PaymentEvents, "PaymentChanged"), (Entities.OrderEvents, "OrderChanged")],
            shop.Bus.Sent.Select(sent => (sent.Entity, sent.Message.Subject)));
    }

    [Fact]
    public async Task Every_message_may_arrive_twice()
    {
        shop.Deliveries = 2;
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Taken);
        Assert.Equal((3, 2), (shop.Bus.Sent.Count, shop.Discards.Count));
    }

    [Fact]
    public async Task The_relay_may_send_everything_twice_under_the_same_ids()
    {
        await shop.Place();
        await shop.Settle();
        foreach (var (entity, message) in shop.Bus.Sent.ToList())
            await shop.Deliver(entity, message);
        await shop.Settle();
        Assert.Single(shop.Provider.Taken);
        Assert.Equal(3, shop.Bus.Sent.Count);
    }
}

public class When_a_payment_does_not_succeed
{
    private readonly Shop shop = new();

    [Fact]
    public async Task A_declined_card_is_shown_with_its_codes()
    {
        await shop.Place(method: "pm_card_visa_chargeDeclined");
        await shop.Settle();
        Assert.Equal(OrderStatus.PaymentFailed, shop.Order.Status);
        Assert.Equal(("card_declined", "generic_decline"), (shop.Order.Failure?.Code, shop.Order.Failure?.DeclineCode));
        Assert.Empty(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_refused_request_fails_the_payment_with_the_providers_code()
    {
        await shop.Place(method: "pm_card_refused");
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "resource_missing"), (shop.Order.Status, shop.Order.Failure?.Code));
    }

    [Fact]
    public async Task A_card_that_needs_3d_secure_shows_the_page_to_open()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        Assert.Equal(OrderStatus.AwaitingPayment, shop.Order.Status);
        Assert.Equal(new Serverless.Contracts.NextAction("redirect_to_url", "https://bank.example/3ds"), shop.Order.NextAction);
    }
}
