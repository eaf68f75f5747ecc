using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_an_order_is_cancelled
{
    private readonly Shop shop = new();

    [Fact]
    public async Task Before_anybody_asked_the_provider_nothing_is_ever_taken()
    {
        await shop.Place();
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal((OrderStatus.Cancelled, 0), (shop.Order.Status, shop.Provider.Taken.Count - shop.Provider.Intents.Values.Sum(intent => intent.Refunds.Count)));
        Assert.Empty(shop.DeadLetters);
    }

    [Fact]
    public async Task While_the_charge_is_under_way_the_money_comes_back()
    {
        await shop.Place();
        await shop.Relay();
        foreach (var (entity, message) in shop.Bus.TakeDue(shop.Clock.Now))
            await shop.Deliver(entity, message);
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal((OrderStatus.Cancelled, 4000, 4000), (shop.Order.Status, shop.Order.Captured.MinorUnits, shop.Order.Refunded.MinorUnits));
        Assert.True(shop.Provider.Intent.Kept.IsZero);
    }

    [Fact]
    public async Task Every_message_twice_it_is_refunded_once()
    {
        shop.Deliveries = 2;
        await shop.Place();
        await shop.Settle();
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        Assert.Single(shop.Provider.Intent.Refunds);
    }

    [Fact]
    public async Task While_the_customer_stands_before_3D_Secure_an_approval_comes_too_late()
    {
        await shop.Place("pm_card_threeDSecureRequired");
        await shop.Settle();
        await shop.Cancel();
        shop.Provider.Intent.Approve();
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        Assert.True(shop.Provider.Intent.Kept.IsZero);
    }

    [Fact]
    public async Task A_report_that_writes_first_is_taken_into_account()
    {
        await shop.Place();
        await shop.Settle();
        await shop.Refund(1000);
        shop.Orders.Store.BeforeSave = () => shop.Settle().GetAwaiter().GetResult();
        var cancelled = Assert.IsType<ChangeOrderResult.Accepted>(await shop.Cancel());
        Assert.Equal([1000, 3000], cancelled.Order.Refunds.Select(refund => refund.Amount.MinorUnits));
        await shop.Settle();
        Assert.Equal((OrderStatus.Cancelled, 4000), (shop.Order.Status, shop.Order.Refunded.MinorUnits));
    }

    [Fact]
    public async Task Somebody_who_always_writes_first_is_an_outage_and_nothing_changes()
    {
        await shop.Place();
        await shop.Settle();
        var order = shop.Orders.Store.All.Single();
        void Race()
        {
            shop.Orders.Store.Put(order.Id.Value, order);
            shop.Orders.Store.BeforeSave = Race;
        }

        shop.Orders.Store.BeforeSave = Race;
        await Assert.ThrowsAsync<OutageException>(() => shop.Cancel());
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
    }

    [Fact]
    public async Task A_second_time_nothing_changes()
    {
        await shop.Place();
        await shop.Settle();
        var first = Assert.IsType<ChangeOrderResult.Accepted>(await shop.Cancel(null, 2));
        var (writes, second) = (shop.Orders.Store.Writes, Assert.IsType<ChangeOrderResult.Accepted>(await shop.Cancel(null, 2)));
        Assert.Equal((false, true, writes), (first.Replayed, second.Replayed, shop.Orders.Store.Writes));
    }

    [Fact]
    public async Task Another_version_than_expected_is_left_alone()
    {
        await shop.Place();
        await shop.Settle();
        Assert.IsType<ChangeOrderResult.VersionMismatch>(await shop.Cancel(null, 1));
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
    }

    [Fact]
    public async Task A_refund_that_cannot_be_made_calls_an_operator_who_can_make_another()
    {
        await shop.Place();
        await shop.Settle();
        shop.Provider.Intent.RefundsBegin = PaymentRefundStatus.Pending;
        await shop.Cancel();
        await shop.Settle();
        shop.Provider.Intent.Settle(0, PaymentRefundStatus.Failed);
        await shop.Tell("refund.failed");
        await shop.Settle();
        Assert.Equal((OrderStatus.Cancelling, RefundState.Failed, 4000), (shop.Order.Status, shop.Order.Refunds[0].Status, shop.Order.Refundable!.MinorUnits));
        Assert.Contains("40.00 EUR of it are kept", Assert.Single(shop.Alarm.Calls), StringComparison.Ordinal);

        shop.Provider.Intent.RefundsBegin = PaymentRefundStatus.Succeeded;
        await shop.Refund(null);
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        Assert.True(shop.Provider.Intent.Kept.IsZero);
    }

    [Fact]
    public async Task A_refund_that_fails_after_the_order_was_over_opens_it_again()
    {
        await shop.Place();
        await shop.Settle();
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        shop.Provider.Intent.Settle(0, PaymentRefundStatus.Failed);
        await shop.Tell("refund.failed");
        await shop.Settle();
        Assert.Equal((OrderStatus.Cancelling, 0), (shop.Order.Status, shop.Order.Refunded.MinorUnits));
        Assert.Single(shop.Alarm.Calls);
        Assert.Equal(["cancelled", "cancellationBegan", "refundFailed"], shop.Happened.TakeLast(3));
    }
}
