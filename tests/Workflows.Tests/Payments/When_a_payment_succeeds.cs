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
