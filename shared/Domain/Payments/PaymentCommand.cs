using Serverless.Domain.Orders;

namespace Serverless.Domain.Payments;

/// <summary>What can be asked of a payment or is learned about it, and when.</summary>
public abstract record PaymentCommand
{
    private PaymentCommand(DateTimeOffset at) => At = at;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What makes it happen, or where it was learned from: kept with what follows from it.</summary>
    public string Cause { get; init; } = "";

    /// <summary>
    /// Begins an attempt. <paramref name="RequestedAt"/> is when the order asked: no use of the provider's key can be older.
    /// </summary>
    public sealed record Charge(OrderId Order, int Attempt, Money Amount, DateTimeOffset RequestedAt, DateTimeOffset At)
        : PaymentCommand(At);

    /// <summary>Takes the held money, or part of it.</summary>
    public sealed record Capture(Money Amount, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>Releases what is held, and closes the payment.</summary>
    public sealed record Void(OrderId Order, Money Amount, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>Gives back. <paramref name="Number"/> is the order's number for the refund, from 1.</summary>
    public sealed record Refund(int Number, Money Amount, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>The provider's own record of the payment: the answer to the pending operation, or read on its own.</summary>
    public sealed record ObserveIntent(Intent Intent, bool IsAnswer, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>The provider's record of a refund, ours or one of its dashboard.</summary>
    public sealed record ObserveRefund(PaymentRefund Record, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>The provider's record of a dispute.</summary>
    public sealed record ObserveDispute(Dispute Dispute, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>The answer to the pending operation was lost.</summary>
    public sealed record LoseAnswer(Doubt Doubt, DateTimeOffset At) : PaymentCommand(At);

    /// <summary>
    /// The pending operation was not done and will not be: the provider refused it, or it was proven absent. An intent that was found
    /// untouched is kept for the next attempt.
    /// </summary>
    public sealed record Refuse(PaymentFailure Failure, DateTimeOffset At, IntentId? Intent = null) : PaymentCommand(At);

    /// <summary>
    /// The pending capture, void or refund was proven not to have been done: it may be asked for again, under another key.
    /// </summary>
    public sealed record Abandon(DateTimeOffset At) : PaymentCommand(At);
}
