using Serverless.Contracts;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_reports_of_a_payment_arrive_in_another_order
{
    private readonly Shop shop = new();

    [Fact]
    public async Task An_older_one_changes_nothing()
    {
        await shop.Place();
        await shop.Settle();
        await Report(PaymentStatus.Processing, version: 1);
        Assert.Equal((OrderStatus.Paid, 0), (shop.Order.Status, shop.Retries.Count));
    }

    [Fact]
    public async Task One_that_comes_too_early_waits_for_the_one_before()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        await Report(PaymentStatus.Voided, version: 9);
        Assert.Single(shop.Retries);
        Assert.Equal(OrderStatus.AwaitingPayment, shop.Order.Status);
    }

    [Fact]
    public async Task One_for_an_order_that_does_not_exist_ends_with_the_dead_letters()
    {
        await shop.Place();
        var id = Domain.Orders.OrderId.For(Shop.Alice, Domain.IdempotencyKey.Parse("never-placed"));
        await shop.Deliver(Entities.PaymentEvents, Bus(Changed(id.Value, PaymentStatus.Captured, 2)));
        await shop.Settle();
        Assert.Equal("tries_used_up", Assert.Single(shop.DeadLetters).Reason);
    }

    [Fact]
    public async Task A_refund_and_its_failure_are_told_from_each_other_by_the_last_outcome()
    {
        await shop.Place();
        await shop.Settle();
        await shop.Deliver(Entities.PaymentEvents, Bus(Changed(shop.Order.Id, PaymentStatus.Captured, 9) with { Refunded = new Amount(1000, "EUR") }));
        Assert.Equal((OrderStatus.Paid, 1000), (shop.Order.Status, shop.Order.Refunded.MinorUnits));
        await shop.Deliver(Entities.PaymentEvents, Bus(Changed(shop.Order.Id, PaymentStatus.Refunded, 10) with { Refunded = new Amount(4000, "EUR") }));
        Assert.Equal(OrderStatus.Refunded, shop.Order.Status);
    }

    [Fact]
    public async Task An_order_that_is_remembered_is_not_read()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        shop.Orders.Remembered = shop.Orders.Store.Find(shop.Order.Id);
        var reads = shop.Orders.Store.Reads;
        await Report(PaymentStatus.Captured, version: 9);
        Assert.Equal((OrderStatus.Paid, reads), (shop.Order.Status, shop.Orders.Store.Reads));
    }

    [Fact]
    public async Task An_order_that_was_changed_since_it_was_remembered_is_read_before_it_is_written()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        shop.Orders.Remembered = shop.Orders.Store.Find(shop.Order.Id);
        await Report(PaymentStatus.Processing, version: 8);
        await Report(PaymentStatus.Captured, version: 9);
        Assert.Equal((OrderStatus.Paid, 9), (shop.Order.Status, Assert.Single(shop.Orders.Store.All).Facts.Payment.Version));
    }

    [Fact]
    public async Task An_order_is_read_before_a_report_is_refused()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        var (id, waiting) = (shop.Order.Id, Assert.Single(shop.Orders.Store.All));
        await Report(PaymentStatus.Captured, version: 9);
        shop.Orders.Remembered = shop.Orders.Store.Find(id);
        shop.Orders.Store.Put(id, waiting);
        await Report(PaymentStatus.Captured, version: 9);
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
    }

    private Task Report(PaymentStatus status, long version) => shop.Deliver(Entities.PaymentEvents, Bus(Changed(shop.Order.Id, status, version)));

    private PaymentChanged Changed(string order, PaymentStatus status, long version)
    {
        var (nothing, all) = (new Amount(0, "EUR"), new Amount(4000, "EUR"));
        var taken = status is PaymentStatus.Captured or PaymentStatus.Refunded ? all : nothing;
        return new PaymentChanged(order, version, status, 1, taken, taken, nothing, [], shop.Clock.Now);
    }

    private static BusMessage Bus(PaymentChanged message) =>
        new($"payment-{message.OrderId}-{message.Version}", nameof(PaymentChanged), message.OrderId, Messages.Write(message));
}
