using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>What happened to an order, and when. An event holds all that <see cref="Order.Apply"/> needs.</summary>
public abstract record OrderEvent
{
    private OrderEvent(DateTimeOffset at) => At = at;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What follows from a report of the payment; null where the order needed none.</summary>
    public abstract record Reported : OrderEvent
    {
        private protected Reported(PaymentReport? payment, DateTimeOffset at) : base(at) => Payment = payment;

        /// <summary>The whole payment.</summary>
        public PaymentReport? Payment { get; init; }
    }

    /// <summary>The order exists, and its payment is asked for.</summary>
    public sealed record Placed(Purchase Purchase) : OrderEvent(Purchase.PlacedAt);

    /// <summary>Another attempt is asked for.</summary>
    public sealed record PaymentRetried(int Attempt, IdempotencyKey Key, PaymentMethod Method, DateTimeOffset At) : OrderEvent(At);

    /// <summary>The payment waits: for the customer, when there is a next action, else for the bank.</summary>
    public sealed record PaymentWaits(PaymentReport? Payment, NextAction? NextAction, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The money is held.</summary>
    public sealed record Confirmed(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The capture is asked for.</summary>
    public sealed record CaptureRequested(Money Amount, DateTimeOffset At) : OrderEvent(At);

    /// <summary>The money was taken.</summary>
    public sealed record Paid(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The attempt failed, or the hold lapsed.</summary>
    public sealed record PaymentFailed(PaymentReport? Payment, PaymentFailure Failure, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The order is over; what the provider holds or keeps has to go back.</summary>
    public sealed record CancellationBegan(CancelReason Reason, DateTimeOffset At) : OrderEvent(At);

    /// <summary>The void is asked for.</summary>
    public sealed record VoidRequested(DateTimeOffset At) : OrderEvent(At);

    /// <summary>The refund is asked for. One without a key undoes a cancelled order; <paramref name="IsTheRest"/>: no amount was named.</summary>
    public sealed record RefundRequested(int Number, IdempotencyKey? Key, Money Amount, DateTimeOffset At, bool IsTheRest = false) : OrderEvent(At);

    /// <summary>The payment reported new totals or settled refunds, and the order stays in its state.</summary>
    public sealed record PaymentReported(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>A refund failed; its amount is no longer pending. An operator is told.</summary>
    public sealed record RefundFailed(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The customer's bank asks money back, or has decided; nothing else changed. An operator is told.</summary>
    public sealed record Disputed(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>All that was taken was given back.</summary>
    public sealed record Refunded(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>Over, and the provider keeps nothing.</summary>
    public sealed record Cancelled(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>Not paid in time, and the provider keeps nothing.</summary>
    public sealed record Expired(PaymentReport? Payment, DateTimeOffset At) : Reported(Payment, At);
}
