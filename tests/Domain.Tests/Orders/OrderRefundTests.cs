using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using static Serverless.Domain.Tests.Orders.Given;

namespace Serverless.Domain.Tests.Orders;

public class OrderRefundTests
{
    [Fact]
    public void Refunds_never_exceed_what_was_captured_and_not_refunded_and_is_not_pending()
    {
        var order = Paid
            .After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon))
            .After(new OrderCommand.Refund(Key("b"), Eur(2500), Noon));
        Assert.Equal(Eur(500), order.Facts.Payment.Refundable);
        Assert.Equal("amount", order.Rejection(new OrderCommand.Refund(Key("c"), Eur(501), Noon)).Code);
        order.After(new OrderCommand.Refund(Key("c"), Eur(500), Noon));
    }

    [Fact]
    public void A_refund_key_stands_for_one_amount() =>
        Assert.Equal("idempotency_key_reused", Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon))
            .Rejection(new OrderCommand.Refund(Key("a"), Eur(2000), Noon)).Code);

    [Fact]
    public void A_part_refunded_leaves_the_order_paid()
    {
        var refunded = Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon))
            .After(new OrderCommand.ConfirmRefund(Report(3, 4000, 4000, 1000, refunds: new SettledRefund(1, Eur(1000))), Noon));
        Assert.IsType<Order.Paid>(refunded);
        Assert.Equal((Eur(3000), RefundStatus.Succeeded), (refunded.Facts.Payment.Refundable, refunded.Facts.Payment.Refunds[0].Status));
    }

    [Fact]
    public void A_failed_refund_is_no_longer_pending()
    {
        var failed = Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon))
            .After(new OrderCommand.FailRefund(Report(3, 4000, 4000, refunds: new SettledRefund(1, Eur(1000), Declined)), Noon));
        Assert.Equal((Eur(4000), RefundStatus.Failed), (failed.Facts.Payment.Refundable, failed.Facts.Payment.Refunds[0].Status));
    }

    [Fact]
    public void A_report_that_overtook_another_settles_what_both_tell()
    {
        var order = Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon)).After(new OrderCommand.Refund(Key("b"), Eur(2000), Noon));
        var settled = order.After(new OrderCommand.ConfirmRefund(
            Report(6, 4000, 4000, 2000, refunds: [new SettledRefund(1, Eur(1000), Declined), new SettledRefund(2, Eur(2000))]), Noon));
        Assert.Equal([RefundStatus.Failed, RefundStatus.Succeeded], settled.Facts.Payment.Refunds.Select(refund => refund.Status));
        Assert.Equal(Eur(2000), settled.Facts.Payment.Refundable);
    }

    [Fact]
    public void A_refund_comes_to_its_end_also_after_the_order_did()
    {
        // All went back by the provider's dashboard, while a refund of ours was under way.
        var cancelled = Paid.After(new OrderCommand.Cancel(Noon)).After(new OrderCommand.ConfirmRefund(Report(3, 4000, 4000, 4000), Noon));
        Assert.Equal(RefundStatus.Pending, Assert.Single(Assert.IsType<Order.Cancelled>(cancelled).Facts.Payment.Refunds).Status);
        var failed = new OrderCommand.FailRefund(Report(4, 4000, 4000, 4000, refunds: new SettledRefund(1, Eur(4000), Declined)), Noon);
        var settled = cancelled.After(failed);
        Assert.Equal(RefundStatus.Failed, Assert.Single(Assert.IsType<Order.Cancelled>(settled).Facts.Payment.Refunds).Status);
        Assert.False(settled.IsWaiting);
    }

    [Fact]
    public void When_nothing_is_left_all_that_is_left_is_refused() =>
        Assert.Equal("amount", Paid.After(new OrderCommand.Refund(Key("a"), null, Noon)).Rejection(new OrderCommand.Refund(Key("b"), null, Noon)).Code);

    [Fact]
    public void There_are_at_most_a_hundred_refunds()
    {
        var order = Enumerable.Range(0, PaymentProgress.MaxRefunds).Aggregate(Paid, (paid, number) => paid.After(new OrderCommand.Refund(Key($"{number}"), Eur(1), Noon)));
        Assert.Equal("too_many_refunds", order.Rejection(new OrderCommand.Refund(Key("one more"), Eur(1), Noon)).Code);
    }

    [Fact]
    public void A_refund_that_failed_after_all_leaves_the_order_paid_with_the_failure()
    {
        var paid = Refunded.After(new OrderCommand.FailRefund(Report(4, 4000, 4000), Noon));
        Assert.IsType<Order.Paid>(paid);
        Assert.Equal(Eur(4000), paid.Facts.Payment.Refundable);
    }

    [Fact]
    public void An_order_that_was_over_asks_for_no_refund_by_itself_when_one_failed_after_all()
    {
        var report = new OrderCommand.FailRefund(Report(4, 4000, 4000), Noon);
        Assert.Equal(
            [new OrderEvent.CancellationBegan(CancelReason.RefundFailed, Noon), new OrderEvent.RefundFailed(report.Payment, Noon)], Cancelled.Events(report));
        Assert.Equal(CancelReason.Expired, Assert.IsType<Order.Cancelling>(Expired.After(report)).Reason);
        Assert.Empty(Cancelled.After(report).Facts.Payment.Refunds);
    }

    [Fact]
    public void An_operator_finishes_a_cancellation_whose_refund_failed()
    {
        var stuck = Paid.After(new OrderCommand.Cancel(Noon))
            .After(new OrderCommand.FailRefund(Report(3, 4000, 4000, refunds: new SettledRefund(1, Eur(4000), Declined)), Noon));
        Assert.Equal([new OrderEvent.PaymentReported(Report(4, 4000, 4000), Noon)], stuck.Events(new OrderCommand.ConfirmCapture(Report(4, 4000, 4000), Noon)));
        var again = stuck.After(new OrderCommand.Refund(Key("by hand"), null, Noon));
        Assert.IsType<Order.Cancelled>(again.After(new OrderCommand.ConfirmRefund(Report(5, 4000, 4000, 4000, refunds: new SettledRefund(2, Eur(4000))), Noon)));
    }

    [Fact]
    public void A_report_sets_back_when_a_refund_failed_anew_or_less_was_given_back()
    {
        var failed = new SettledRefund(1, Eur(1000), Declined);
        var asked = Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon)).Facts.Payment;
        Assert.True(asked.IsSetBackBy(Report(3, 4000, 4000, refunds: failed)));
        Assert.False(asked.After(Report(3, 4000, 4000, refunds: failed)).IsSetBackBy(Report(4, 4000, 4000, 500, refunds: failed)));
        Assert.True(asked.After(Report(3, 4000, 4000, 500)).IsSetBackBy(Report(4, 4000, 4000)));
        Assert.False(asked.IsSetBackBy(Report(3, 4000, 4000, 1000, refunds: new SettledRefund(1, Eur(1000)))));
    }
}
