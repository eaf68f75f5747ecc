using Serverless.Domain;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>What commands and records make of a payment.</summary>
internal static class Evolution
{
    /// <summary>After a command that must be possible.</summary>
    /// <exception cref="InvalidOperationException">The command is rejected.</exception>
    public static Payment After(this Payment? payment, PaymentCommand command) => payment.After(Payment.Decide(payment, command));

    /// <summary>After a decision that is no rejection.</summary>
    /// <exception cref="InvalidOperationException">The decision is a rejection.</exception>
    public static Payment After(this Payment? payment, Decision<PaymentEvent> decision) => decision switch
    {
        Decision<PaymentEvent>.Happens happens => happens.Events.Aggregate(payment, Payment.Apply)!,
        Decision<PaymentEvent>.Rejected { Rejection: var no } => throw new InvalidOperationException(no.Reason),
        _ => payment!,
    };

    /// <summary>After all that the provider has recorded: the intent first, as refunds and disputes are of money that was taken.</summary>
    public static Payment After(this Payment payment, ProviderRecord record, string cause, DateTimeOffset now)
    {
        PaymentCommand[] commands =
        [
            new PaymentCommand.ObserveIntent(record.Intent, IsAnswer: false, now),
            .. record.Refunds.Select(refund => new PaymentCommand.ObserveRefund(refund, now)),
            .. record.Disputes.Select(dispute => new PaymentCommand.ObserveDispute(dispute, now)),
        ];
        return commands.Aggregate(payment, (seen, command) => seen.After(command with { Cause = cause }));
    }

    /// <summary>True while the same operation has no outcome.</summary>
    public static bool StillWaitsFor(this Payment payment, PendingOperation operation) => payment.Pending?.Key == operation.Key;
}
