using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using static Serverless.Domain.Tests.Orders.Given;

namespace Serverless.Domain.Tests.Orders;

public class OrderTests
{
    [Fact]
    public void A_placed_order_awaits_the_payment_of_its_total()
    {
        var order = Assert.IsType<Order.AwaitingPayment>(Placed);
        Assert.Equal(Eur(4000), order.Facts.Purchase.Total);
        Assert.Equal((1, 1L), (order.Facts.Payment.Attempt, order.Version));
    }

    [Fact]
    public void The_key_of_an_order_cannot_place_another_one()
    {
        var other = Cart with { Fingerprint = Fingerprint.Of([(Cart.Lines[0].Sku, 3)], Visa) };
        Assert.Equal("idempotency_key_reused", Paid.Rejection(new OrderCommand.Place(other)).Code);
    }

    [Fact]
    public void A_payment_that_needs_the_customer_shows_what_to_do_until_it_goes_on()
    {
        var action = new NextAction("redirect_to_url", "https://bank.example/3ds");
        var waiting = Placed.After(new OrderCommand.RequireAction(Report(2), action, Noon));
        Assert.Equal(action, Assert.IsType<Order.AwaitingPayment>(waiting).NextAction);
        Assert.Null(Assert.IsType<Order.AwaitingPayment>(waiting.After(new OrderCommand.Processing(Report(3), Noon))).NextAction);
    }

    [Fact]
    public void A_declined_payment_is_shown_with_its_reason() =>
        Assert.Equal(Declined, Assert.IsType<Order.PaymentFailed>(PaymentFailed).Failure);

    [Fact]
    public void A_retry_is_the_next_attempt_with_the_new_method()
    {
        var retried = PaymentFailed.After(new OrderCommand.RetryPayment(Key("retry-1"), Mastercard, Noon));
        Assert.Equal((2, Mastercard), (retried.Facts.Payment.Attempt, retried.Facts.Payment.Method));
    }

    [Fact]
    public void The_same_retry_asked_again_starts_no_attempt_even_after_it_failed_too()
    {
        var retry = new OrderCommand.RetryPayment(Key("retry-1"), Mastercard, Noon);
        var failedAgain = PaymentFailed.After(retry).After(new OrderCommand.FailPayment(Report(4, attempt: 2), Declined, Noon));
        failedAgain.Ignores(retry);
    }

    [Fact]
    public void A_failure_of_an_older_attempt_changes_nothing() =>
        PaymentFailed.After(new OrderCommand.RetryPayment(Key("retry-1"), Mastercard, Noon))
            .Ignores(new OrderCommand.FailPayment(Report(3, attempt: 1), Declined, Noon));

    [Fact]
    public void There_are_at_most_ten_attempts()
    {
        var order = PaymentFailed;
        for (var attempt = 2; attempt <= PaymentProgress.MaxAttempts; attempt++)
            order = order
                .After(new OrderCommand.RetryPayment(Key($"retry-{attempt}"), Mastercard, Noon))
                .After(new OrderCommand.FailPayment(Report(1 + attempt, attempt: attempt), Declined, Noon));
        Assert.Equal("too_many_attempts", order.Rejection(new OrderCommand.RetryPayment(Key("one-more"), Visa, Noon)).Code);
    }

    [Fact]
    public void A_lapsed_authorization_cannot_be_retried_because_the_provider_closed_the_payment() =>
        Assert.Equal("payment_closed", Confirmed.After(new OrderCommand.AuthorizationLapsed(Report(3), Noon))
            .Rejection(new OrderCommand.RetryPayment(Key("retry-1"), Visa, Noon)).Code);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4001)]
    public void A_capture_is_positive_and_within_what_is_authorized(long amount) =>
        Assert.Equal("amount", Confirmed.Rejection(new OrderCommand.Capture(Eur(amount), Noon)).Code);

    [Fact]
    public void One_capture_is_asked_for_and_no_other()
    {
        var capturing = Confirmed.After(new OrderCommand.Capture(Eur(3000), Noon));
        capturing.Ignores(new OrderCommand.Capture(Eur(3000), Noon));
        Assert.Equal("capture_requested", capturing.Rejection(new OrderCommand.Capture(Eur(2000), Noon)).Code);
    }

    [Fact]
    public void Cancelling_a_paid_order_asks_for_what_is_not_yet_on_its_way_back()
    {
        var events = Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon)).Events(new OrderCommand.Cancel(Noon));
        Assert.Equal([new OrderEvent.CancellationBegan(CancelReason.Requested, Noon), new OrderEvent.RefundRequested(2, null, Eur(3000), Noon)], events);
    }

    [Fact]
    public void Cancelling_before_the_money_was_taken_asks_for_a_void() =>
        Assert.Equal([new OrderEvent.CancellationBegan(CancelReason.Requested, Noon), new OrderEvent.VoidRequested(Noon)], Confirmed.Events(new OrderCommand.Cancel(Noon)));

    [Fact]
    public void A_capture_that_overtakes_the_cancellation_is_refunded_and_only_then_the_order_is_cancelled()
    {
        var late = Cancelling.After(new OrderCommand.ConfirmCapture(Report(3, 4000, 4000), Noon));
        Assert.Equal(Eur(4000), Assert.IsType<Order.Cancelling>(late).Facts.Payment.PendingRefunds);
        var half = late.After(new OrderCommand.ConfirmRefund(Report(4, 4000, 4000, 2000), Noon));
        Assert.IsType<Order.Cancelling>(half);
        Assert.IsType<Order.Cancelled>(half.After(new OrderCommand.ConfirmRefund(Report(5, 4000, 4000, 4000, refunds: new SettledRefund(1, Eur(4000))), Noon)));
    }

    [Fact]
    public void An_order_that_ended_unpaid_records_what_was_taken_and_given_back_without_it()
    {
        var told = Cancelled.After(new OrderCommand.ConfirmRefund(Report(3, 4000, 4000, 4000), Noon));
        Assert.Equal((Eur(4000), Eur(4000)), (Assert.IsType<Order.Cancelled>(told).Facts.Payment.Totals.Captured, told.Facts.Payment.Totals.Refunded));
    }

    [Fact]
    public void An_expired_order_that_is_paid_late_ends_expired_again()
    {
        var late = Expired.After(new OrderCommand.ConfirmAuthorization(Report(3, 4000), Noon));
        Assert.Equal(CancelReason.Expired, Assert.IsType<Order.Cancelling>(late).Reason);
        Assert.IsType<Order.Expired>(late.After(new OrderCommand.ConfirmVoid(Report(4), Noon)));
    }

    [Fact]
    public void An_expiring_order_that_was_paid_meanwhile_gives_the_money_back()
    {
        var expiring = Placed.After(new OrderCommand.Expire(Noon)).After(new OrderCommand.ConfirmCapture(Report(2, 4000, 4000), Noon));
        Assert.IsType<Order.Expired>(expiring.After(new OrderCommand.ConfirmRefund(Report(3, 4000, 4000, 4000), Noon)));
    }

    [Fact]
    public void A_key_of_another_refund_or_retry_is_told_before_the_state_of_the_order()
    {
        var over = Paid.After(new OrderCommand.Refund(Key("a"), null, Noon))
            .After(new OrderCommand.ConfirmRefund(Report(3, 4000, 4000, 4000, refunds: new SettledRefund(1, Eur(4000))), Noon));
        Assert.Equal("idempotency_key_reused", over.Rejection(new OrderCommand.Refund(Key("a"), Eur(4000), Noon)).Code);
        Assert.Equal("order_state", over.Rejection(new OrderCommand.Refund(Key("b"), Eur(1), Noon)).Code);
        var retried = PaymentFailed.After(new OrderCommand.RetryPayment(Key("r"), Mastercard, Noon));
        Assert.Equal("idempotency_key_reused", retried.Rejection(new OrderCommand.RetryPayment(Key("r"), Visa, Noon)).Code);
        Assert.Equal("order_state", retried.Rejection(new OrderCommand.RetryPayment(Key("s"), Visa, Noon)).Code);
    }

    [Fact]
    public void No_amount_is_all_that_is_left_and_all_that_is_held()
    {
        var part = Paid.After(new OrderCommand.Refund(Key("a"), Eur(1000), Noon));
        Assert.Equal([new OrderEvent.RefundRequested(2, Key("b"), Eur(3000), Noon, IsTheRest: true)], part.Events(new OrderCommand.Refund(Key("b"), null, Noon)));
        Assert.Equal([new OrderEvent.CaptureRequested(Eur(4000), Noon)], Confirmed.Events(new OrderCommand.Capture(null, Noon)));
        Confirmed.After(new OrderCommand.Capture(null, Noon)).Ignores(new OrderCommand.Capture(Eur(4000), Noon));
    }

    [Fact]
    public void A_dispute_is_noted_once_and_changes_nothing_else()
    {
        var report = Report(3, 4000, 4000) with { Disputes = [new Dispute("dp_1", Eur(4000), DisputeStatus.Open, "fraudulent")] };
        var disputed = Paid.After(new OrderCommand.ConfirmCapture(report, Noon));
        Assert.IsType<Order.Paid>(disputed);
        Assert.Equal(report.Disputes, disputed.Facts.Payment.Disputes);
        Assert.Equal([new OrderEvent.PaymentReported(report with { Version = 4 }, Noon)],
            disputed.Events(new OrderCommand.ConfirmCapture(report with { Version = 4 }, Noon)));
        Assert.Equal([new OrderEvent.Disputed(report, Noon)], Paid.Events(new OrderCommand.ConfirmCapture(report, Noon)));
    }

    [Fact]
    public void A_payment_that_lapses_after_a_failure_cannot_be_retried()
    {
        var closed = PaymentFailed.After(new OrderCommand.AuthorizationLapsed(Report(9), Noon));
        Assert.Equal("payment_closed", closed.Rejection(new OrderCommand.RetryPayment(Key("r"), Mastercard, Noon)).Code);
    }

    [Fact]
    public void A_report_with_nothing_new_in_it_makes_those_that_it_overtook_old()
    {
        var paid = Paid.After(new OrderCommand.ConfirmCapture(Report(9, 4000, 4000), Noon));
        paid.Ignores(new OrderCommand.ConfirmRefund(Report(8, 4000, 4000, 1), Noon));
    }

    [Fact]
    public void Every_event_counts_and_leaves_its_time()
    {
        var later = Noon.AddMinutes(1);
        var cancelling = Paid.After(new OrderCommand.Cancel(later));
        Assert.Equal((Paid.Version + 2, later), (cancelling.Version, cancelling.Facts.ChangedAt));
    }

    [Fact]
    public void Only_the_first_event_places()
    {
        Assert.Throws<InvalidOperationException>(() => Order.Apply(null, new OrderEvent.VoidRequested(Noon)));
        Assert.Throws<InvalidOperationException>(() => Order.Apply(Paid, new OrderEvent.Placed(Cart)));
    }

    [Fact]
    public void Every_event_can_be_applied() =>
        Assert.Equal(StateTable.Members(typeof(OrderEvent)).Except([nameof(OrderEvent.Placed)]), Applied.Select(pair => pair.Event.GetType().Name).Order());

    [Fact]
    public void Every_event_leads_to_its_state() => Assert.All(Applied, pair => Assert.Equal(pair.State, Order.Apply(Paid, pair.Event).GetType()));

    private static readonly (OrderEvent Event, Type State)[] Applied =
    [
        (new OrderEvent.PaymentRetried(2, Key("r"), Mastercard, Noon), typeof(Order.AwaitingPayment)),
        (new OrderEvent.PaymentWaits(Report(9), null, Noon), typeof(Order.AwaitingPayment)),
        (new OrderEvent.Confirmed(Report(9, 4000), Noon), typeof(Order.Confirmed)),
        (new OrderEvent.CaptureRequested(Eur(1), Noon), typeof(Order.Confirmed)),
        (new OrderEvent.Paid(Report(9, 4000, 4000), Noon), typeof(Order.Paid)),
        (new OrderEvent.PaymentFailed(Report(9), Declined, Noon), typeof(Order.PaymentFailed)),
        (new OrderEvent.CancellationBegan(CancelReason.Requested, Noon), typeof(Order.Cancelling)),
        (new OrderEvent.VoidRequested(Noon), typeof(Order.Paid)),
        (new OrderEvent.RefundRequested(1, null, Eur(1), Noon), typeof(Order.Paid)),
        (new OrderEvent.PaymentReported(Report(9, 4000, 4000), Noon), typeof(Order.Paid)),
        (new OrderEvent.RefundFailed(Report(9, 4000, 4000), Noon), typeof(Order.Paid)),
        (new OrderEvent.Disputed(Report(9, 4000, 4000), Noon), typeof(Order.Paid)),
        (new OrderEvent.Refunded(Report(9, 4000, 4000, 4000), Noon), typeof(Order.Refunded)),
        (new OrderEvent.Cancelled(null, Noon), typeof(Order.Cancelled)),
        (new OrderEvent.Expired(null, Noon), typeof(Order.Expired)),
    ];
}
