using System.Diagnostics;
using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>
/// Takes payments. The provider is asked before anything is written, with a key that derives from the order and the attempt: whoever
/// crashes in between finds the same answer again. Only what is in doubt is written down before it has an outcome.
/// </summary>
public sealed class TakingPayments(IPaymentStore payments, IPaymentGateway gateway, Handling handling, TimeProvider clock)
{
    /// <summary>Handles a message of the queue <see cref="Entities.PaymentCommands"/>, and says what to do with it.</summary>
    public Task<Settlement> Handle(Delivery delivery, CancellationToken stop) => handling.Handle(delivery, Follow, stop);

    private Task<Trouble?> Follow(Message message, CancellationToken stop) => message switch
    {
        ChargePayment charge => Take(charge, stop),
        _ => Task.FromResult<Trouble?>(new Trouble.Malformed($"{Messages.SubjectOf(message)} is not handled here.")),
    };

    private async Task<Trouble?> Take(ChargePayment message, CancellationToken stop)
    {
        var command = new PaymentCommand.Charge(
            message.Order(), message.Attempt, message.Amount.ToMoney(), message.RequestedAt, clock.GetUtcNow());
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            var stored = await payments.Find(command.Order, stop);
            var before = stored?.State;
            var decision = Payment.Decide(before, command);
            if (decision is Decision<PaymentEvent>.Rejected { Rejection: var no })
                return no.IsTemporary ? new Trouble.TooEarly(no.Reason) : new Trouble.Rejected(no.Reason);

            var begun = After(before, decision);
            var (after, trouble) = begun switch
            {
                { Pending: { Kind: OperationKind.Charge } charge } when charge.Number == message.Attempt =>
                    charge.MayRepeat(clock.GetUtcNow()) ? await Ask(begun, charge, message, stop) : await LookUp(begun, charge, stop),
                Payment.Voided { Facts.Intent: null } voided when voided.Facts.Attempt < message.Attempt =>
                    await MakeSure(voided, command, stop),
                _ => (null, new Trouble.Superseded("The attempt has its outcome, or nothing may be charged any more.")),
            };
            if (after is null || after == before || await payments.Save(after, stored?.Version, PaymentMessages.About(before, after), stop))
                return trouble;
        }

        return new Trouble.LostRaces();
    }

    private async Task<(Payment? After, Trouble? Trouble)> Ask(
        Payment payment, PendingOperation charge, ChargePayment message, CancellationToken stop)
    {
        var request = new ChargeRequest(
            charge.Key,
            payment.Facts.Intent,
            payment.Order,
            charge.Amount,
            Wire.ToPaymentMethod(message.PaymentMethod),
            message.Capture.ToDomain());
        var answer = await gateway.Charge(request, stop);
        var now = clock.GetUtcNow();
        return answer switch
        {
            GatewayAnswer.Answered a => (After(payment, new PaymentCommand.ObserveIntent(a.Intent, IsAnswer: true, now)), null),
            GatewayAnswer.Refused a => (After(payment, new PaymentCommand.Refuse(a.Failure, now)), null),
            GatewayAnswer.Unknown a => (After(payment, new PaymentCommand.LoseAnswer(a.Doubt, now)), new Trouble.InDoubt(a.Reason)),
            GatewayAnswer.Unavailable a => (null, new Trouble.Unavailable(a.Reason, a.RetryAfter)),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<(Payment? After, Trouble? Trouble)> LookUp(Payment payment, PendingOperation charge, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        switch (await gateway.Find(new IntentQuery(payment.Order, charge.Amount, payment.Facts.Intent, charge.FirstTry), stop))
        {
            case IntentLookup.Unavailable no:
                return (null, new Trouble.Unavailable(no.Reason, no.RetryAfter));
            case IntentLookup.Found { Intent: var intent }:
                var seen = After(payment, new PaymentCommand.ObserveIntent(intent, IsAnswer: false, now));
                return seen.Pending is null ? (seen, null) : Conclude(seen, charge, intent.LastError, intent.Id, now);
            default:
                return Conclude(payment, charge, null, null, now);
        }
    }

    // A void that found nothing may have overtaken a handler that charged and crashed before it wrote.
    private async Task<(Payment? After, Trouble? Trouble)> MakeSure(
        Payment.Voided payment, PaymentCommand.Charge charge, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await gateway.Find(new IntentQuery(charge.Order, charge.Amount, null, charge.RequestedAt), stop) switch
        {
            IntentLookup.Unavailable no => (null, new Trouble.Unavailable(no.Reason, no.RetryAfter)),
            IntentLookup.Found found => (After(payment, new PaymentCommand.ObserveIntent(found.Intent, IsAnswer: false, now)), null),
            _ when now - payment.Facts.ChangedAt < PendingOperation.ProofOfAbsence =>
                (null, new Trouble.InDoubt("The void may have overtaken the charge.")),
            _ => (null, new Trouble.Superseded("The payment was voided before it was charged.")),
        };
    }

    // The provider's records show no outcome. Soon after the last try that proves nothing.
    private static (Payment, Trouble?) Conclude(
        Payment payment, PendingOperation charge, PaymentFailure? why, IntentId? intent, DateTimeOffset now) =>
        charge.AbsenceIsProof(now)
            ? (After(payment, new PaymentCommand.Refuse(why ?? PaymentFailure.ProviderError, now, intent)), null)
            : (payment, new Trouble.InDoubt("The provider's records do not show the charge yet."));

    private static Payment After(Payment? payment, PaymentCommand command) => After(payment, Payment.Decide(payment, command));

    private static Payment After(Payment? payment, Decision<PaymentEvent> decision) => decision switch
    {
        Decision<PaymentEvent>.Happens happens => happens.Events.Aggregate(payment, Payment.Apply)!,
        Decision<PaymentEvent>.Rejected { Rejection: var no } => throw new InvalidOperationException(no.Reason),
        _ => payment!,
    };
}
