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
/// <param name="Refunds">The refunds that came to their end.</param>
/// <param name="Pending">What is under way.</param>
/// <param name="Version">The number of events so far, from 1.</param>
/// <param name="ChangedAt">When the last one happened.</param>
public sealed record PaymentFacts(
    OrderId Order,
    Money Amount,
    int Attempt,
    IntentId? Intent,
    Totals Totals,
    IReadOnlyList<SettledRefund> Refunds,
    PendingOperation? Pending,
    long Version,
    DateTimeOffset ChangedAt)
{
    /// <summary>A payment to which nothing has happened.</summary>
    internal static PaymentFacts Begin(OrderId order, Money amount) =>
        new(order, amount, 0, null, Totals.None(amount.Currency), [], null, 0, default);

    /// <summary>The same, after one more event.</summary>
    internal PaymentFacts After(PaymentEvent happened) => Changed(happened) with { Version = Version + 1, ChangedAt = happened.At };

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
        Refunded { Number: null } e => this with { Totals = Totals.GivingBack(e.Amount) },
        Refunded e => Settle(new SettledRefund(e.Number!.Value, e.Amount)) with { Totals = Totals.GivingBack(e.Amount) },
        RefundFailed e => Settle(new SettledRefund(e.Number, e.Amount, e.Failure)),
        _ => throw new UnreachableException(),
    };

    private PendingOperation? ExceptCharge => Pending?.Kind == OperationKind.Charge ? null : Pending;

    private PaymentFacts Settle(SettledRefund refund) => this with
    {
        Refunds = [.. Refunds, refund],
        Pending = Pending is { Kind: OperationKind.Refund } pending && pending.Number == refund.Number ? null : Pending,
    };
}
