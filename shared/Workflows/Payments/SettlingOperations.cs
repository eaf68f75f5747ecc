using System.Diagnostics;
using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>What became of a payment, or null when there is nothing to write; and what is left to be done.</summary>
internal readonly record struct Outcome(Payment? After, Trouble? Trouble = null)
{
    /// <summary>Whether it only says that the provider is going to be asked: once it is saved, settle again.</summary>
    public bool IsAnnouncement { get; init; }
}

/// <summary>
/// Brings the pending operation of a payment to its outcome: asks the provider under the operation's key, or reads its records, and only
/// takes for an outcome what is proven. Whoever comes by may do it, as the key makes sure that it is done once. A charge is asked
/// for by its own message alone, since nobody else knows the payment method.
/// </summary>
internal sealed class SettlingOperations(IPaymentGateway gateway, TimeProvider clock)
{
    public async Task<Outcome> Settle(Payment payment, ChargePayment? charge, CancellationToken stop)
    {
        var pending = payment.Pending ?? throw new InvalidOperationException("Nothing is pending.");
        var mayAsk = pending.MayRepeat(clock.GetUtcNow()) && (charge is not null || pending.Kind != OperationKind.Charge);
        if (mayAsk && !pending.IsReadFirst)
            return await Ask(payment, pending, charge, stop);

        var (read, trouble) = await Read(payment, pending, stop);
        if (read is null || trouble is not null || !read.StillWaitsFor(pending))
            return new Outcome(read, trouble);
        return mayAsk ? await Ask(read, pending, charge, stop) : Conclude(read, pending, clock.GetUtcNow());
    }

    // Somebody else may be about to prove from the provider's records that the operation was not done. Who writes first goes on.
    private async Task<Outcome> Ask(Payment payment, PendingOperation pending, ChargePayment? charge, CancellationToken stop)
    {
        if (pending.IsTriedUnseen(clock.GetUtcNow()))
            return new(payment.After(new PaymentCommand.LoseAnswer(Doubt.AnswerLost, clock.GetUtcNow()) { Cause = pending.Name })) { IsAnnouncement = true };

        var answer = await gateway.Ask(payment, pending, charge, stop);
        var now = clock.GetUtcNow();
        return answer switch
        {
            GatewayAnswer.Answered a => Judge(
                payment.After(new PaymentCommand.ObserveIntent(a.Intent, IsAnswer: true, now) { Cause = pending.Name }), pending, a.Intent, now),
            GatewayAnswer.AnsweredRefund a => new(payment.After(
                new PaymentCommand.ObserveRefund(a.Refund with { Number = pending.Number }, now) { Cause = pending.Name })),
            GatewayAnswer.Refused a => new(
                payment.After(new PaymentCommand.Refuse(a.Failure, now) { Cause = pending.Name }),
                pending.Kind is OperationKind.Capture or OperationKind.Void
                    ? new Trouble.Rejected($"The provider refused the {pending.Name}: {a.Failure.Code}.")
                    : null),
            GatewayAnswer.Unknown a => new(
                payment.After(new PaymentCommand.LoseAnswer(a.Doubt, now) { Cause = pending.Name }), new Trouble.InDoubt(a.Reason)),
            GatewayAnswer.Unavailable a => new(null, new Trouble.Unavailable(a.Reason, a.RetryAfter)),
            _ => throw new UnreachableException(),
        };
    }

    // The provider answered, and did not do it: a bank that is still deciding can neither be stopped nor hurried.
    private static Outcome Judge(Payment answered, PendingOperation pending, Intent intent, DateTimeOffset now)
    {
        if (!answered.StillWaitsFor(pending))
            return new Outcome(answered);

        var why = new PaymentFailure("unexpected_state", null, $"The provider's payment is {intent.Status}.");
        return new Outcome(
            answered.After(new PaymentCommand.Refuse(why, now) { Cause = pending.Name }),
            pending.Kind == OperationKind.Void && intent.Status == IntentStatus.Processing
                ? new Trouble.Superseded("The bank is deciding: what comes of it will be undone.")
                : new Trouble.TooEarly($"The {pending.Name} was not done: the provider's payment is {intent.Status}."));
    }

    private async Task<Outcome> Read(Payment payment, PendingOperation pending, CancellationToken stop)
    {
        if (payment.Facts.Intent is null)
        {
            return await gateway.Find(new IntentQuery(payment.Order, pending.Amount, null, pending.FirstTry), stop) switch
            {
                IntentLookup.Unavailable no => new(null, new Trouble.Unavailable(no.Reason, no.RetryAfter)),
                IntentLookup.Found found => Seen(payment, pending, found.Intent),
                _ => new(payment),
            };
        }

        return await gateway.Read(payment.Facts.Intent, stop) switch
        {
            RecordLookup.Unavailable no => new(null, new Trouble.Unavailable(no.Reason, no.RetryAfter)),
            RecordLookup.Found found => Seen(payment.After(found.Record, pending.Name, clock.GetUtcNow()), pending, found.Record.Intent),
            _ => new(payment),
        };
    }

    // An intent without an outcome of this attempt may still be waiting for it; after the time of proof, it stands untouched.
    private Outcome Seen(Payment payment, PendingOperation pending, Intent intent)
    {
        var now = clock.GetUtcNow();
        var seen = payment.After(new PaymentCommand.ObserveIntent(intent, IsAnswer: false, now) { Cause = pending.Name });
        return pending.Kind == OperationKind.Charge && seen.StillWaitsFor(pending) && pending.AbsenceIsProof(now)
            ? new Outcome(seen.After(
                new PaymentCommand.Refuse(intent.LastError ?? PaymentFailure.ProviderError, now, intent.Id) { Cause = pending.Name }))
            : new Outcome(seen);
    }

    // The provider's records show no outcome. Soon after the last try that proves nothing.
    private static Outcome Conclude(Payment payment, PendingOperation pending, DateTimeOffset now) => pending switch
    {
        _ when !pending.AbsenceIsProof(now) => new(payment, new Trouble.InDoubt($"The provider's records do not show the {pending.Name} yet.")),
        { Kind: OperationKind.Charge } => new(
            payment.After(new PaymentCommand.Refuse(PaymentFailure.ProviderError, now) { Cause = pending.Name })),
        _ => new(
            payment.After(new PaymentCommand.Abandon(now) { Cause = pending.Name }),
            new Trouble.InDoubt($"The {pending.Name} was proven not done, and will be asked for again.")),
    };
}
