using Serverless.Domain.Payments;
using static Serverless.Domain.Orders.OrderCommand;

namespace Serverless.Domain.Orders;

public abstract partial record Order
{
    private static readonly Decision<OrderEvent> NothingChanged = new Decision<OrderEvent>.Nothing();

    /// <summary>What the command leads to. <paramref name="order"/> is null when there is none yet.</summary>
    public static Decision<OrderEvent> Decide(Order? order, OrderCommand command) => (order, command) switch
    {
        (null, Place c) => new OrderEvent.Placed(c.Purchase),
        (null, _) => new Rejection("order_not_found", "There is no such order.") { IsTemporary = true },
        _ when order.IsSuperseded(command) => NothingChanged,
        (_, Reported c) when order.IsNewsOfDisputes(c) => new OrderEvent.Disputed(c.Payment, c.At),
        _ when order.HasApplied(command) => Note(command),
        _ => order.Answer(command),
    };

    // A newer report with nothing new in it is noted all the same: an older one that it overtook would be taken for news.
    private static Decision<OrderEvent> Note(OrderCommand command) =>
        command is Reported c ? new OrderEvent.PaymentReported(c.Payment, c.At) : NothingChanged;

    // A refund reported to an order that does not know of the capture was made in the provider's dashboard, and has overtaken it.
    private Decision<OrderEvent> Answer(OrderCommand command) => (this, command) switch
    {
        (AwaitingPayment, RequireAction c) => new OrderEvent.PaymentWaits(c.Payment, c.NextAction, c.At),
        (AwaitingPayment, Processing c) => new OrderEvent.PaymentWaits(c.Payment, null, c.At),
        (AwaitingPayment, ConfirmAuthorization c) => new OrderEvent.Confirmed(c.Payment, c.At),
        (AwaitingPayment or Confirmed, Reported c and (ConfirmCapture or ConfirmRefund)) => BePaid(c),
        (AwaitingPayment, FailPayment c) => new OrderEvent.PaymentFailed(c.Payment, c.Failure, c.At),
        (AwaitingPayment or Confirmed, AuthorizationLapsed c) =>
            new OrderEvent.PaymentFailed(c.Payment, PaymentFailure.AuthorizationLapsed, c.At),
        (PaymentFailed, Reported c and (AuthorizationLapsed or ConfirmVoid)) =>
            new OrderEvent.PaymentFailed(c.Payment, PaymentFailure.AuthorizationLapsed, c.At),
        (_, RetryPayment c) when Facts.Payment.Retries.Any(known => known.Key == c.Key) => KeyReused,
        (PaymentFailed o, RetryPayment c) => Retry(o, c),
        (Confirmed o, Capture c) => RequestCapture(o, c),

        (Paid, Reported c and (ConfirmRefund or FailRefund)) when c.Payment.KeepsNothing => new OrderEvent.Refunded(c.Payment, c.At),
        (Paid or Refunded or Cancelling, FailRefund c) when !c.Payment.KeepsNothing => new OrderEvent.RefundFailed(c.Payment, c.At),
        (Cancelled or Expired, FailRefund c) when !c.Payment.KeepsNothing => Reopen(c),
        (Paid or Cancelling, ConfirmRefund c) when !c.Payment.KeepsNothing => new OrderEvent.PaymentReported(c.Payment, c.At),
        (PaymentFailed or Cancelled or Expired or Refunded, Reported c and (ConfirmRefund or FailRefund)) when c.Payment.KeepsNothing =>
            new OrderEvent.PaymentReported(c.Payment, c.At),
        (_, Refund c) when Facts.Payment.Refunds.Any(known => known.Key == c.Key) => KeyReused,
        (Paid or Cancelling, Refund c) => RequestRefund(c),

        (AwaitingPayment or Confirmed, Cancel c) => Undo(CancelReason.Requested, c.At),
        (AwaitingPayment, Expire c) => Undo(CancelReason.Expired, c.At),
        (Paid, Cancel c) => Undo(CancelReason.Requested, c.At),
        (PaymentFailed, Cancel c) => new OrderEvent.Cancelled(null, c.At),
        (PaymentFailed, Expire c) => new OrderEvent.Expired(null, c.At),
        (Cancelling o, Reported c and (FailPayment or ConfirmVoid or AuthorizationLapsed or ConfirmRefund or FailRefund)) => Finish(o, c),
        (Cancelling, Reported c and (ConfirmAuthorization or ConfirmCapture)) => UndoLate(c),
        (PaymentFailed or Cancelled or Expired, Reported c and (ConfirmAuthorization or ConfirmCapture or ConfirmRefund)) => UndoLate(c),

        (_, Place) => KeyReused,
        _ => new Rejection("order_state", $"{command.GetType().Name} is not possible for an order that is {GetType().Name}."),
    };

    private static Rejection KeyReused => new("idempotency_key_reused", "The key was used for another request.");

    private static Decision<OrderEvent> BePaid(Reported report)
    {
        var paid = new OrderEvent.Paid(report.Payment, report.At);
        return report.Payment.KeepsNothing ? new OrderEvent[] { paid, new OrderEvent.Refunded(report.Payment, report.At) } : paid;
    }

    private static Decision<OrderEvent> Retry(PaymentFailed order, RetryPayment retry) => order.Facts.Payment.Attempt switch
    {
        _ when order.Failure == PaymentFailure.AuthorizationLapsed =>
            new Rejection("payment_closed", "The provider closed the payment of this order."),
        PaymentProgress.MaxAttempts => new Rejection("too_many_attempts", $"An order has at most {PaymentProgress.MaxAttempts} attempts."),
        var attempt => new OrderEvent.PaymentRetried(attempt + 1, retry.Key, retry.Method, retry.At),
    };

    private static Decision<OrderEvent> RequestCapture(Confirmed order, Capture capture) => order.Facts.Payment.CaptureOf(capture.Amount) switch
    {
        _ when order.Capturing is not null => new Rejection("capture_requested", "Another amount is already being captured."),
        var amount when !amount.IsWithin(order.Facts.Payment.Totals.Authorized) =>
            new Rejection("amount", "The amount must be positive and at most what is authorized."),
        var amount => new OrderEvent.CaptureRequested(amount, capture.At),
    };

    private Decision<OrderEvent> RequestRefund(Refund refund) => (refund.Amount ?? Facts.Payment.Refundable) switch
    {
        _ when Facts.Payment.Refunds.Count == PaymentProgress.MaxRefunds =>
            new Rejection("too_many_refunds", $"An order has at most {PaymentProgress.MaxRefunds} refunds."),
        var amount when !amount.IsWithin(Facts.Payment.Refundable) =>
            new Rejection("amount", "The amount must be positive and at most what is left of the payment."),
        var amount => new OrderEvent.RefundRequested(Facts.Payment.NextRefund, refund.Key, amount, refund.At, IsTheRest: refund.Amount is null),
    };
}
