using static Serverless.Domain.Payments.PaymentCommand;
using Void = Serverless.Domain.Payments.PaymentCommand.Void;

namespace Serverless.Domain.Payments;

public abstract partial record Payment
{
    private static readonly Decision<PaymentEvent> NothingChanged = new Decision<PaymentEvent>.Nothing();

    /// <summary>What the command leads to. <paramref name="payment"/> is null when there is none yet.</summary>
    public static Decision<PaymentEvent> Decide(Payment? payment, PaymentCommand command) => Lead(payment, command) switch
    {
        Decision<PaymentEvent>.Happens { Events: var events } =>
            new Decision<PaymentEvent>.Happens([.. events.Select(happened => happened with { Cause = command.Cause })]),
        var decision => decision,
    };

    private static Decision<PaymentEvent> Lead(Payment? payment, PaymentCommand command) => (payment, command) switch
    {
        (null, Charge c) => BeginCharge(c),
        (null, Void c) => new PaymentEvent.Voided(c.Order, c.Amount, c.At),
        (null, _) => new Rejection("payment_not_found", "The order has no payment yet.") { IsTemporary = true },
        (_, ObserveIntent c) => payment.Observe(c.Intent, c.IsAnswer, c.At),
        (Captured or Refunded, ObserveRefund c) => payment.Observe(c.Record, c.At),
        (Captured or Refunded, ObserveDispute c) => payment.Observe(c.Dispute, c.At),
        (_, Charge or Capture or Void or Refund) when payment.HasBegun(command) => NothingChanged,
        ({ Pending: not null }, Charge or Capture or Void or Refund) or (Processing, Charge) =>
            new Rejection("payment_busy", "Another operation of this payment has no outcome yet.") { IsTemporary = true },
        _ => payment.Answer(command),
    };

    private Decision<PaymentEvent> Answer(PaymentCommand command) => (this, command) switch
    {
        (Failed or RequiresAction, Charge c) => BeginCharge(c),
        (Authorized, Capture c) when c.Amount.IsWithin(Facts.Totals.Authorized) =>
            Begin(OperationKind.Capture, 0, c.Amount, $"capture/{Order}/{Version}", c.At),
        (Failed { Facts.Intent: null }, Void c) => new PaymentEvent.Voided(Order, Facts.Amount, c.At),
        (Failed or RequiresAction or Processing or Authorized, Void c) =>
            Begin(OperationKind.Void, 0, Facts.Totals.Authorized, $"void/{Order}/{Version}", c.At),
        (Captured, Refund c) when c.Amount.IsWithin(Facts.Refundable) =>
            Begin(OperationKind.Refund, c.Number, c.Amount, $"refund/{Order}/{c.Number}/{Version}", c.At),
        (Captured or Refunded, Refund c) => new PaymentEvent.RefundFailed(NotMade(c.Number, c.Amount, PaymentFailure.ExceedsCaptured), c.At),

        ({ Pending: not null }, LoseAnswer c) => new PaymentEvent.AnswerLost(c.Doubt, c.At),
        ({ Pending.Kind: OperationKind.Charge }, Refuse c) => new PaymentEvent.Failed(Facts.Intent ?? c.Intent, c.Failure, c.At),
        ({ Pending: { Kind: OperationKind.Refund } refund }, Refuse c) =>
            new PaymentEvent.RefundFailed(NotMade(refund.Number, refund.Amount, c.Failure), c.At),
        ({ Pending: not null }, Refuse c) => new PaymentEvent.OperationRefused(c.Failure, c.At),
        ({ Pending.Kind: not OperationKind.Charge }, Abandon c) => new PaymentEvent.OperationRefused(PaymentFailure.ProviderError, c.At),

        _ => new Rejection("payment_state", $"{command.GetType().Name} is not possible for a payment that is {GetType().Name}."),
    };

    /// <summary>True for what was begun or done before, and for what a payment that came to its end makes superfluous.</summary>
    private bool HasBegun(PaymentCommand command) => (this, command) switch
    {
        (_, Charge c) when c.Attempt <= Facts.Attempt => true,
        (Authorized or Captured or Refunded or Voided or Lapsed, Charge) => true,
        (Captured or Refunded or Voided or Lapsed, Capture) => true,
        (Captured or Refunded or Voided or Lapsed, Void) => true,
        (_, Refund c) => Facts.Refunds.Any(known => known.Number == c.Number)
            || Pending is { Kind: OperationKind.Refund } pending && pending.Number == c.Number,
        (_, Capture c) => Pending is { Kind: OperationKind.Capture } pending && pending.Amount == c.Amount,
        (_, Void) => Pending is { Kind: OperationKind.Void },
        _ => false,
    };

    private static PaymentRefund NotMade(int number, Money amount, PaymentFailure why) =>
        new(null, number, amount, PaymentRefundStatus.Failed, why);

    private static PaymentEvent.ChargeBegan BeginCharge(Charge charge) => new(
        charge.Order,
        charge.Amount,
        new PendingOperation(
            OperationKind.Charge, charge.Attempt, charge.Amount, $"charge/{charge.Order}/{charge.Attempt}", charge.RequestedAt, charge.At),
        charge.At);

    // What was refused, or proven not done, may be asked for again, and then needs another key (the provider would replay its answer):
    // the version tells them apart. It is written down before the provider is asked, so that a repetition finds the same key.
    private static PaymentEvent.OperationBegan Begin(OperationKind kind, int number, Money amount, string key, DateTimeOffset at) =>
        new(new PendingOperation(kind, number, amount, key, at, at), at);
}
