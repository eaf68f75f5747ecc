using static Serverless.Domain.Orders.OrderCommand;

namespace Serverless.Domain.Orders;

public abstract partial record Order
{
    /// <summary>True for reports that say less than what is known.</summary>
    private bool IsSuperseded(OrderCommand command) => command switch
    {
        Reported c when c.Payment.Version <= Facts.Payment.Version => true,
        FailPayment c => c.Payment.Attempt < Facts.Payment.Attempt,
        _ => false,
    };

    /// <summary>True for reports of a payment that stands where it stood, but for its disputes.</summary>
    private bool IsNewsOfDisputes(Reported report) =>
        this is Paid or Refunded or Cancelling or Cancelled or Expired
        && report is ConfirmCapture or ConfirmRefund
        && report.Payment.Totals == Facts.Payment.Totals
        && !report.Payment.Disputes.SequenceEqual(Facts.Payment.Disputes);

    /// <summary>True for what was done before, and for reports that mean nothing to an order in this state.</summary>
    private bool HasApplied(OrderCommand command) => (this, command) switch
    {
        (_, Place c) => c.Purchase.Fingerprint == Facts.Purchase.Fingerprint,
        (_, RetryPayment c) => Facts.Payment.Retries.Contains(new PaymentRetry(c.Key, c.Method)),
        (_, Refund c) => Facts.Payment.Refunds.Any(refund => refund.Key == c.Key && refund.IsFor(c.Amount)),
        (Confirmed o, Capture c) => o.Capturing == Facts.Payment.CaptureOf(c.Amount),
        (Paid, Capture c) => Facts.Payment.Totals.Captured == Facts.Payment.CaptureOf(c.Amount),
        (Cancelling { Reason: not CancelReason.Expired } or Cancelled, Cancel) => true,
        (Cancelling { Reason: CancelReason.Expired } or Expired, Expire) => true,
        (Confirmed, ConfirmAuthorization) => true,
        (Paid or Refunded, ConfirmCapture c) => c.Payment.Totals == Facts.Payment.Totals,
        (PaymentFailed, FailPayment) => true,
        (Cancelled or Expired, FailPayment or AuthorizationLapsed or ConfirmVoid) => true,
        (Cancelling or Cancelled or Expired, RequireAction or Processing) => true,
        (PaymentFailed or Cancelled or Expired or Refunded, Reported c and (ConfirmRefund or FailRefund)) =>
            c.Payment.Totals == Facts.Payment.Totals && c.Payment.KeepsNothing && !Facts.Payment.HasRefundsEndedBy(c.Payment),
        _ => false,
    };
}
