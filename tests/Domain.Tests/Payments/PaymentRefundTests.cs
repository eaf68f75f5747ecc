using Serverless.Domain.Payments;
using Serverless.Domain.Tests.Orders;
using static Serverless.Domain.Tests.Payments.GivenPayment;

namespace Serverless.Domain.Tests.Payments;

public class PaymentRefundTests
{
    [Fact]
    public void A_refund_beyond_what_is_left_fails_at_once()
    {
        var failed = Captured.After(Refund(1, 4001));
        Assert.Equal(PaymentFailure.ExceedsCaptured, failed.Facts.Refunds[0].Failure);
        failed.Ignores(Refund(1, 4001));
    }

    [Fact]
    public void What_is_on_its_way_back_cannot_be_given_back_again()
    {
        var accepted = Captured.After(Refund(1, 3000)).After(Refunding("re_1", 1, 3000, PaymentRefundStatus.Pending));
        Assert.Equal((null, Given.Eur(4000), Given.Eur(1000)), (accepted.Pending, accepted.Facts.Totals.Kept, accepted.Facts.Refundable));
        Assert.Equal(PaymentFailure.ExceedsCaptured, accepted.After(Refund(2, 1001)).Facts.Refunds[1].Failure);
        Assert.Equal(OperationKind.Refund, accepted.After(Refund(2, 1000)).Pending?.Kind);
    }

    [Fact]
    public void Refunds_add_up_until_all_is_given_back()
    {
        var part = Captured.After(Refund(1, 1500)).After(Refunding("re_1", 1, 1500));
        Assert.IsType<Payment.Captured>(part);
        Assert.Equal(Given.Eur(2500), part.Facts.Totals.Kept);
        Assert.IsType<Payment.Refunded>(part.After(Refund(2, 2500)).After(Refunding("re_2", 2, 2500)));
    }

    [Fact]
    public void A_refused_refund_settles_as_failed_and_takes_nothing_from_the_total()
    {
        var refused = Captured.After(Refund(1, 1500)).After(new PaymentCommand.Refuse(Given.Declined, Noon));
        Assert.Equal(new PaymentRefund(null, 1, Given.Eur(1500), PaymentRefundStatus.Failed, Given.Declined), refused.Facts.Refunds[0]);
        Assert.Equal((Given.Eur(4000), null), (refused.Facts.Totals.Kept, refused.Pending));
    }

    [Fact]
    public void A_refund_made_in_the_providers_dashboard_counts_once_and_leaves_ours_under_way()
    {
        var both = Captured.After(Refund(1, 500)).After(Refunding("re_other", null, 700));
        Assert.Equal((Given.Eur(700), 1), (both.Facts.Totals.Refunded, both.Pending?.Number));
        both.Ignores(Refunding("re_other", null, 700));
        Captured.Ignores(Refunding("re_other", null, 700, PaymentRefundStatus.Failed));
    }

    [Fact]
    public void A_refund_that_fails_after_it_succeeded_is_undone()
    {
        var undone = Refunded.After(Refunding("re_1", 1, 4000, PaymentRefundStatus.Failed));
        Assert.IsType<Payment.Captured>(undone);
        Assert.Equal((Given.Eur(4000), Given.Declined), (undone.Facts.Totals.Kept, Assert.Single(undone.Facts.Refunds).Failure));
        undone.Ignores(Refunding("re_1", 1, 4000));
        undone.Ignores(Refunding("re_1", 1, 4000, PaymentRefundStatus.Pending));
    }

    [Fact]
    public void An_old_record_of_a_refund_takes_nothing_back() => Refunded.Ignores(Refunding("re_1", 1, 4000, PaymentRefundStatus.Pending));

    [Fact]
    public void A_refund_that_was_given_up_and_made_after_all_counts()
    {
        var refused = Captured.After(Refund(1, 1500)).After(new PaymentCommand.Refuse(Given.Declined, Noon));
        var made = refused.After(Refunding("re_1", 1, 1500));
        Assert.Equal((Given.Eur(1500), null), (made.Facts.Totals.Refunded, Assert.Single(made.Facts.Refunds).Failure));
    }

    [Fact]
    public void A_dispute_is_kept_until_it_is_decided_and_then_stays_so()
    {
        var open = Captured.After(Disputing(DisputeStatus.Inquiry)).After(Disputing(DisputeStatus.Open));
        open.Ignores(Disputing(DisputeStatus.Inquiry));
        var won = open.After(Disputing(DisputeStatus.Won));
        won.Ignores(Disputing(DisputeStatus.Open));
        Assert.Equal(DisputeStatus.Won, Assert.Single(won.Facts.Disputes).Status);
    }
}
