using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_an_order_is_refunded
{
    private readonly Shop shop = new();

    [Fact]
    public async Task All_that_is_left_stays_the_same_refund_when_more_was_refunded_since()
    {
        await Paid();
        await shop.Refund(null, "rest");
        await shop.Settle();
        Assert.True(Assert.IsType<ChangeOrderResult.Accepted>(await shop.Refund(null, "rest")).Replayed);
        Assert.Equal("idempotency_key_reused", Refusal(await shop.Refund(4000, "rest")));
        Assert.Single(shop.Order.Refunds);
    }

    [Fact]
    public async Task An_amount_that_was_all_there_was_is_not_all_that_is_left()
    {
        await Paid();
        await shop.Refund(4000, "all");
        Assert.Equal("idempotency_key_reused", Refusal(await shop.Refund(null, "all")));
    }

    [Fact]
    public async Task Two_refunds_that_race_never_exceed_what_was_taken()
    {
        await Paid();
        shop.Orders.Store.BeforeSave = () => shop.Refund(3000, "first").GetAwaiter().GetResult();
        Assert.Equal("amount", Refusal(await shop.Refund(3000, "second")));
        await shop.Settle();
        Assert.Equal(1000, shop.Provider.Intent.Kept.MinorUnits);
    }

    [Fact]
    public async Task A_cancellation_at_the_same_time_refunds_the_rest_only()
    {
        await Paid();
        await shop.Refund(1500);
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal((OrderStatus.Cancelled, 4000, 0), (shop.Order.Status, shop.Order.Refunded.MinorUnits, shop.Provider.Intent.Kept.MinorUnits));
    }

    [Fact]
    public async Task One_that_the_provider_could_not_make_can_be_asked_for_again_under_another_key()
    {
        await Paid();
        shop.Provider.Intent.RefundsBegin = PaymentRefundStatus.Pending;
        await shop.Refund(1000, "one");
        await shop.Settle();
        shop.Provider.Intent.Settle(0, PaymentRefundStatus.Failed);
        await shop.Tell("refund.failed");
        await shop.Settle();
        Assert.Equal((OrderStatus.Paid, RefundState.Failed, 4000), (shop.Order.Status, shop.Order.Refunds[0].Status, shop.Order.Refundable!.MinorUnits));
        Assert.NotNull(shop.Order.Refunds[0].Failure);
        Assert.Single(shop.Alarm.Calls);
        Assert.True(Assert.IsType<ChangeOrderResult.Accepted>(await shop.Refund(1000, "one")).Replayed);

        shop.Provider.Intent.RefundsBegin = PaymentRefundStatus.Succeeded;
        await shop.Refund(1000, "two");
        await shop.Settle();
        Assert.Equal(1000, shop.Order.Refunded.MinorUnits);
    }

    [Fact]
    public async Task One_that_fails_after_all_is_undone_and_the_order_is_paid_again()
    {
        await Paid();
        await shop.Refund(null);
        await shop.Settle();
        Assert.Equal(OrderStatus.Refunded, shop.Order.Status);
        shop.Provider.Intent.Settle(0, PaymentRefundStatus.Failed);
        await shop.Tell("refund.failed");
        await shop.Settle();
        Assert.Equal((OrderStatus.Paid, 0, RefundState.Failed), (shop.Order.Status, shop.Order.Refunded.MinorUnits, shop.Order.Refunds[0].Status));
        Assert.Single(shop.Alarm.Calls);
    }

    [Fact]
    public async Task An_earlier_one_that_fails_after_a_later_one_succeeded_is_noticed()
    {
        await Paid();
        await shop.Refund(1000, "one");
        await shop.Settle();
        await shop.Refund(500, "two");
        await shop.Settle();
        shop.Provider.Intent.Settle(0, PaymentRefundStatus.Failed);
        await shop.Tell("refund.failed");
        await shop.Settle();
        Assert.Equal([RefundState.Failed, RefundState.Succeeded], shop.Order.Refunds.Select(refund => refund.Status));
        Assert.Equal(500, shop.Order.Refunded.MinorUnits);
        Assert.Single(shop.Alarm.Calls);
    }

    [Fact]
    public async Task A_dispute_is_shown_to_operators_and_calls_one()
    {
        await Paid();
        shop.Provider.Intent.Disputes.Add(new("dp_1", new(4000, Domain.Currency.Parse("EUR")), Domain.Payments.DisputeStatus.Open, "fraudulent"));
        await shop.Tell("charge.dispute.created");
        await shop.Settle();
        var reading = new ReadingOrders(shop.Orders);
        Assert.Null((await reading.Get(new Actor(Shop.Alice), shop.Order.Id, TestContext.Current.CancellationToken))!.Disputes);
        Assert.Equal("dp_1", Assert.Single((await reading.Get(Shop.Otto, shop.Order.Id, TestContext.Current.CancellationToken))!.Disputes!).Id);
        Assert.Contains("dp_1", Assert.Single(shop.Alarm.Calls), StringComparison.Ordinal);
        Assert.Equal(["placed", "paid", "disputed"], shop.Happened);
    }

    private async Task Paid()
    {
        await shop.Place();
        await shop.Settle();
    }

    private static string Refusal(ChangeOrderResult result) => Assert.IsType<ChangeOrderResult.Refused>(result).Rejection.Code;
}
