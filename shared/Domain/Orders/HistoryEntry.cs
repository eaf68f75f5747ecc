using static Serverless.Domain.Orders.OrderEvent;

namespace Serverless.Domain.Orders;

/// <summary>One line of an order's history.</summary>
/// <param name="Version">The order's version that began with it.</param>
/// <param name="Event">The name of the event, in camel case.</param>
/// <param name="At">When.</param>
/// <param name="Cause">Who or what made it happen.</param>
/// <param name="TraceId">The trace in which it happened, where there was one.</param>
/// <param name="Amount">What was asked for, or how much is held, taken or given back now.</param>
/// <param name="Detail">Why: the code of a failure, the reason of a cancellation.</param>
public sealed record HistoryEntry(
    long Version, string Event, DateTimeOffset At, Cause Cause, string? TraceId, Money? Amount = null, string? Detail = null)
{
    /// <summary>What happened, as seen by the order that it made.</summary>
    public static HistoryEntry Of(Order after, OrderEvent happened, Cause cause, string? traceId) => new(
        after.Version, NameOf(happened.GetType()), happened.At, cause, traceId,
        AmountOf(happened, after.Facts.Payment), DetailOf(happened, after.Facts.Payment));

    /// <summary>The name of this kind of event.</summary>
    public static string NameOf<T>() where T : OrderEvent => NameOf(typeof(T));

    private static string NameOf(Type happened) => CamelCase(happened.Name);

    private static Money? AmountOf(OrderEvent happened, PaymentProgress payment) => happened switch
    {
        Placed e => e.Purchase.Total,
        Confirmed => payment.Totals.Authorized,
        CaptureRequested e => e.Amount,
        Paid => payment.Totals.Captured,
        RefundRequested e => e.Amount,
        PaymentReported or RefundFailed or Refunded => payment.Totals.Refunded,
        Disputed => payment.Disputes[^1].Amount,
        _ => null,
    };

    private static string? DetailOf(OrderEvent happened, PaymentProgress payment) => happened switch
    {
        OrderEvent.PaymentFailed e => e.Failure.Code,
        CancellationBegan e => CamelCase(e.Reason.ToString()),
        PaymentRetried e => e.Method.Value,
        PaymentWaits e => e.NextAction?.Kind,
        Disputed => CamelCase(payment.Disputes[^1].Status.ToString()),
        RefundFailed => payment.Refunds.LastOrDefault(refund => refund.Status == RefundStatus.Failed)?.Failure?.Code,
        _ => null,
    };

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
