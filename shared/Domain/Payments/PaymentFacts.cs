using System.Diagnostics;
using Serverless.Domain.Orders;
using static Serverless.Domain.Payments.PaymentEvent;

namespace Serverless.Domain.Payments;

/// <summary>What every payment has, in any state.</summary>
/// <param name="Order">The order that is paid.</param>
/// <param name="Amount">What the order costs.</param>
/// <param name="Attempt">The newest attempt, from 1; 0 when the payment was voided before the first.</param>
/// <param name="Intent">The provider's id, once it is known. There is never a second one.</param>
/// <param name="Totals">Held, taken, given back.</param>
/// <param name="Refunds">Every refund that the provider accepted or refused, and those of its dashboard.</param>
/// <param name="Pending">What is under way.</param>
/// <param name="Version">The number of events so far, from 1.</param>
/// <param name="ChangedAt">When the last one happened.</param>
/// <param name="Disputes">Every dispute.</param>
/// <param name="Ledger">The books.</param>
public sealed record PaymentFacts(
    OrderId Order,
    Money Amount,
    int Attempt,
    IntentId? Intent,
    Totals Totals,
    IReadOnlyList<PaymentRefund> Refunds,
    PendingOperation? Pending,
    long Version,
    DateTimeOffset ChangedAt,
    IReadOnlyList<Dispute> Disputes,
    Ledger Ledger)
{
    /// <summary>What can still be given back: what was kept, less the refunds that are on their way.</summary>
    public Money Refundable => Refunds
        .Where(refund => refund.Status == PaymentRefundStatus.Pending)
        .Aggregate(Totals.Kept, (rest, refund) => rest - refund.Amount);

    /// <summary>A payment to which nothing has happened.</summary>
    internal static PaymentFacts Begin(OrderId order, Money amount) =>
        new(order, amount, 0, null, Totals.None(amount.Currency), [], null, 0, default, [], Ledger.Empty(amount.Currency));

    /// <summary>The same, after one more event.</summary>
    internal PaymentFacts After(PaymentEvent happened) => Changed(happened) with
    {
        Version = Version + 1,
        ChangedAt = happened.At,
        Ledger = Ledger.After(happened, this),
    };

    /// <summary>The same refund as it was known before.</summary>
    internal PaymentRefund? Find(PaymentRefund refund) => Refunds.FirstOrDefault(refund.IsSameAs);

    /// <summary>The same dispute as it was known before.</summary>
    internal Dispute? Find(Dispute dispute) => Disputes.FirstOrDefault(known => known.Id == dispute.Id);

    /// <summary>What comes back to us when this refund fails.</summary>
    internal Money Returned(PaymentRefund refund) =>
        Find(refund) is { Status: PaymentRefundStatus.Succeeded } known ? known.Amount : Money.Zero(Amount.Currency);

    private PaymentFacts Changed(PaymentEvent happened) => happened switch
    {
        ChargeBegan e => this with { Attempt = e.Operation.Number, Pending = e.Operation },
        OperationBegan e => this with { Pending = e.Operation },
        AnswerLost e => this with { Pending = Pending!.WithoutAnswer(e.Doubt, e.At) },
        OperationRefused => this with { Pending = null },
        ActionRequired e => this with { Intent = e.Intent, Pending = ExceptCharge },
        ProcessingBegan e => this with { Intent = e.Intent, Pending = ExceptCharge },
        Authorized e => this with { Intent = e.Intent, Totals = Totals with { Authorized = e.Amount }, Pending = ExceptCharge },
        Captured e => this with { Intent = e.Intent, Totals = Totals.Taking(e.Amount), Pending = null },
        Failed e => this with { Intent = e.Intent ?? Intent, Totals = Totals.None(Amount.Currency), Pending = ExceptCharge },
        Voided or Lapsed => this with { Totals = Totals.None(Amount.Currency), Pending = null },
        RefundAccepted e => With(e.Refund),
        Refunded e => With(e.Refund) with { Totals = Totals.GivingBack(e.Refund.Amount) },
        RefundFailed e => With(e.Refund) with { Totals = Totals with { Refunded = Totals.Refunded - Returned(e.Refund) } },
        Disputed e => this with { Disputes = [.. Disputes.Where(known => known.Id != e.Dispute.Id), e.Dispute] },
        _ => throw new UnreachableException(),
    };

    private PendingOperation? ExceptCharge => Pending?.Kind == OperationKind.Charge ? null : Pending;

    private PaymentFacts With(PaymentRefund refund) => this with
    {
        Refunds = Find(refund) is { } known
            ? [.. Refunds.Select(each => ReferenceEquals(each, known) ? refund with { Number = refund.Number ?? known.Number } : each)]
            : [.. Refunds, refund],
        Pending = Pending is { Kind: OperationKind.Refund } pending && pending.Number == refund.Number ? null : Pending,
    };
}
