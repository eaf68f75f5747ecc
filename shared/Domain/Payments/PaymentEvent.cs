using Serverless.Domain.Orders;

namespace Serverless.Domain.Payments;

/// <summary>What happened to a payment, and when. An event holds all that <see cref="Payment.Apply"/> needs.</summary>
public abstract record PaymentEvent
{
    private PaymentEvent(DateTimeOffset at) => At = at;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>An attempt began.</summary>
    public sealed record ChargeBegan(OrderId Order, Money Amount, PendingOperation Operation, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>A capture, void or refund began.</summary>
    public sealed record OperationBegan(PendingOperation Operation, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The answer to the pending operation was lost.</summary>
    public sealed record AnswerLost(Doubt Doubt, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The pending capture or void was refused; the payment stays as it is.</summary>
    public sealed record OperationRefused(PaymentFailure Failure, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The customer has to act.</summary>
    public sealed record ActionRequired(IntentId Intent, NextAction? NextAction, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The bank decides.</summary>
    public sealed record ProcessingBegan(IntentId Intent, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The money is held.</summary>
    public sealed record Authorized(IntentId Intent, Money Amount, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The money was taken: this much in all.</summary>
    public sealed record Captured(IntentId Intent, Money Amount, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The attempt failed.</summary>
    public sealed record Failed(IntentId? Intent, PaymentFailure Failure, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>
    /// The payment is closed, and holds nothing. <paramref name="Order"/> and <paramref name="Amount"/> serve when it never began.
    /// </summary>
    public sealed record Voided(OrderId Order, Money Amount, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The hold ended before the money was taken.</summary>
    public sealed record Lapsed(DateTimeOffset At) : PaymentEvent(At);

    /// <summary>Money went back. <paramref name="Number"/> is null for a refund that was made in the provider's own dashboard.</summary>
    public sealed record Refunded(int? Number, Money Amount, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>A refund failed.</summary>
    public sealed record RefundFailed(int Number, Money Amount, PaymentFailure Failure, DateTimeOffset At) : PaymentEvent(At);
}
