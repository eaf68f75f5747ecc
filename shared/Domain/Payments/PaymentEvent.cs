using Serverless.Domain.Orders;

namespace Serverless.Domain.Payments;

/// <summary>What happened to a payment, and when. An event holds all that <see cref="Payment.Apply"/> needs.</summary>
public abstract record PaymentEvent
{
    private PaymentEvent(DateTimeOffset at) => At = at;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What made it happen, or where it was learned from.</summary>
    public string Cause { get; init; } = "";

    /// <summary>An attempt began.</summary>
    public sealed record ChargeBegan(OrderId Order, Money Amount, PendingOperation Operation, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>A capture, void or refund began.</summary>
    public sealed record OperationBegan(PendingOperation Operation, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The answer to the pending operation was lost.</summary>
    public sealed record AnswerLost(Doubt Doubt, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The pending operation was not done; the payment stays as it is.</summary>
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

    /// <summary>The provider accepted a refund, and the money is on its way.</summary>
    public sealed record RefundAccepted(PaymentRefund Refund, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>Money went back.</summary>
    public sealed record Refunded(PaymentRefund Refund, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>A refund failed. Where its money had gone back, it is ours again.</summary>
    public sealed record RefundFailed(PaymentRefund Refund, DateTimeOffset At) : PaymentEvent(At);

    /// <summary>The customer's bank asks for money back, or has decided.</summary>
    public sealed record Disputed(Dispute Dispute, DateTimeOffset At) : PaymentEvent(At);
}
