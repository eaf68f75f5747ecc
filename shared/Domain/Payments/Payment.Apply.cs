using System.Diagnostics;
using static Serverless.Domain.Payments.PaymentEvent;

namespace Serverless.Domain.Payments;

public abstract partial record Payment
{
    /// <summary>What the event makes of the payment. <paramref name="payment"/> is null for the first one.</summary>
    /// <exception cref="InvalidOperationException">
    /// The first event is neither <see cref="ChargeBegan"/> nor <see cref="PaymentEvent.Voided"/>.
    /// </exception>
    public static Payment Apply(Payment? payment, PaymentEvent happened) => (payment, happened) switch
    {
        (null, ChargeBegan e) => new Requested(PaymentFacts.Begin(e.Order, e.Amount).After(happened)),
        (null, PaymentEvent.Voided e) => new Voided(PaymentFacts.Begin(e.Order, e.Amount).After(happened)),
        (null, _) => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to no payment."),
        _ => payment.Become(happened, payment.Facts.After(happened)),
    };

    private Payment Become(PaymentEvent happened, PaymentFacts facts) => happened switch
    {
        ChargeBegan => new Requested(facts),
        ActionRequired e => new RequiresAction(facts, e.NextAction),
        ProcessingBegan => new Processing(facts),
        PaymentEvent.Authorized => new Authorized(facts),
        PaymentEvent.Captured => new Captured(facts),
        PaymentEvent.Failed e => new Failed(facts, e.Failure),
        PaymentEvent.Voided => new Voided(facts),
        PaymentEvent.Lapsed => new Lapsed(facts),
        PaymentEvent.Refunded or RefundFailed => facts.Totals.Kept.IsZero ? new Refunded(facts) : new Captured(facts),
        OperationBegan or AnswerLost or OperationRefused or RefundAccepted or PaymentEvent.Disputed => this with { Facts = facts },
        _ => throw new UnreachableException(),
    };
}
