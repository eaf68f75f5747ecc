using static Serverless.Domain.Orders.OrderEvent;

namespace Serverless.Domain.Orders;

/// <summary>What every order has, in any state.</summary>
/// <param name="Purchase">What was bought: never changes.</param>
/// <param name="Payment">What is known of the payment.</param>
/// <param name="Version">The number of events so far, from 1.</param>
/// <param name="ChangedAt">When the last one happened.</param>
public sealed record OrderFacts(Purchase Purchase, PaymentProgress Payment, long Version, DateTimeOffset ChangedAt)
{
    /// <summary>
    /// The most lines of history. Ten attempts and a hundred refunds make a few hundred; only somebody at the provider's own dashboard
    /// can make more, and then the oldest give way.
    /// </summary>
    public const int MaxHistory = 1_000;

    /// <summary>What happened, oldest first. Orders that were stored before there was a history lack its beginning.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>The same, after one more event.</summary>
    internal OrderFacts After(OrderEvent happened) => this with
    {
        Version = Version + 1,
        ChangedAt = happened.At,
        Payment = happened switch
        {
            Reported { Payment: { } report } => Payment.After(report),
            PaymentRetried e => Payment.Retrying(e.Attempt, e.Method, e.Key),
            RefundRequested e => Payment.Asking(new OrderRefund(e.Number, e.Key, e.Amount, RefundStatus.Pending, e.IsTheRest)),
            _ => Payment,
        },
    };

    /// <summary>
    /// When the newest attempt to pay was asked for, or before that: orders that were stored before there was a history do not know.
    /// </summary>
    public DateTimeOffset AttemptedAt =>
        History.LastOrDefault(entry => entry.Event == HistoryEntry.NameOf<PaymentRetried>())?.At ?? Purchase.PlacedAt;

    internal OrderFacts Remembering(HistoryEntry entry) =>
        this with { History = [.. History.Count < MaxHistory ? History : History.Skip(1 + History.Count - MaxHistory), entry] };
}
