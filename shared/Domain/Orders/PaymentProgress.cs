using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>What an order knows of its payment.</summary>
/// <param name="Attempt">The attempt that counts, from 1. A failure of an older one changes nothing.</param>
/// <param name="Method">The payment method of that attempt.</param>
/// <param name="Retries">The retries that were asked for, so that a repeated request starts no second attempt.</param>
/// <param name="Totals">What the provider holds, took and gave back, as last reported.</param>
/// <param name="Refunds">Every refund that was asked for, by number.</param>
/// <param name="Version">The newest version of the payment that was heard of, 0 before the first. Older ones change nothing.</param>
public sealed record PaymentProgress(
    int Attempt,
    PaymentMethod Method,
    IReadOnlyList<PaymentRetry> Retries,
    Totals Totals,
    IReadOnlyList<OrderRefund> Refunds,
    long Version)
{
    /// <summary>The most attempts to pay one order.</summary>
    public const int MaxAttempts = 10;

    /// <summary>The most refunds of one order.</summary>
    public const int MaxRefunds = 100;

    /// <summary>What the customer's bank asks back. It changes nothing else: that money moves between banks, on an operator's watch.</summary>
    public IReadOnlyList<Dispute> Disputes { get; init; } = [];

    /// <summary>The sum of the refunds that were asked for and are not settled.</summary>
    public Money PendingRefunds => Refunds
        .Where(refund => refund.Status == RefundStatus.Pending)
        .Aggregate(Money.Zero(Totals.Captured.Currency), (sum, refund) => sum + refund.Amount);

    /// <summary>What can still be refunded: captured − refunded − pending.</summary>
    public Money Refundable => Totals.Kept - PendingRefunds;

    /// <summary>What a capture of this amount takes; all that is held when no amount is named.</summary>
    public Money CaptureOf(Money? amount) => amount ?? Totals.Authorized;

    /// <summary>
    /// True when a report tells of a refund that failed and was not known to have failed, or of less money given back than was known.
    /// </summary>
    public bool IsSetBackBy(PaymentReport report) => report.Totals.Refunded < Totals.Refunded
        || report.Refunds.Any(settled => settled.Failure is not null
            && Refunds.Any(known => known.Number == settled.Number && known.Status != RefundStatus.Failed));

    /// <summary>True when a report tells the end of a refund that was under way.</summary>
    public bool HasRefundsEndedBy(PaymentReport report) => Refunds.Any(known =>
        known.Status == RefundStatus.Pending && report.Refunds.Any(settled => settled.Number == known.Number));

    /// <summary>The number of the refund that is asked for next.</summary>
    public int NextRefund => Refunds.Count + 1;

    /// <summary>The first attempt of an order, before anything is known.</summary>
    public static PaymentProgress Begin(Purchase purchase) =>
        new(1, purchase.Method, [], Totals.None(purchase.Total.Currency), [], 0);

    internal PaymentProgress Retrying(int attempt, PaymentMethod method, IdempotencyKey key) =>
        this with { Attempt = attempt, Method = method, Retries = [.. Retries, new PaymentRetry(key, method)] };

    internal PaymentProgress Asking(OrderRefund refund) => this with { Refunds = [.. Refunds, refund] };

    /// <summary>The same, after a newer report of the payment.</summary>
    public PaymentProgress After(PaymentReport report) => this with
    {
        Version = report.Version,
        Totals = report.Totals,
        Disputes = report.Disputes,
        Refunds = [.. Refunds.Select(refund => report.Refunds.FirstOrDefault(settled => settled.Number == refund.Number) is { } settled
            ? refund with { Status = settled.Failure is null ? RefundStatus.Succeeded : RefundStatus.Failed, Failure = settled.Failure }
            : refund)],
    };
}
