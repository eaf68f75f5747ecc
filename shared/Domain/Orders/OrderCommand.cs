using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>What can be asked of an order, and when it was asked.</summary>
public abstract record OrderCommand
{
    private OrderCommand(DateTimeOffset at) => At = at;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Creates the order.</summary>
    public sealed record Place(Purchase Purchase) : OrderCommand(Purchase.PlacedAt);

    /// <summary>Starts another attempt, after one failed.</summary>
    public sealed record RetryPayment(IdempotencyKey Key, PaymentMethod Method, DateTimeOffset At) : OrderCommand(At);

    /// <summary>Takes the held money (a null amount), or part of it. The rest is released.</summary>
    public sealed record Capture(Money? Amount, DateTimeOffset At) : OrderCommand(At);

    /// <summary>Ends the order and gives everything back.</summary>
    public sealed record Cancel(DateTimeOffset At) : OrderCommand(At);

    /// <summary>Ends an order that was not paid in time.</summary>
    public sealed record Expire(DateTimeOffset At) : OrderCommand(At);

    /// <summary>Gives back part, or all that is left (a null amount).</summary>
    public sealed record Refund(IdempotencyKey Key, Money? Amount, DateTimeOffset At) : OrderCommand(At);

    /// <summary>What the payment reports.</summary>
    public abstract record Reported : OrderCommand
    {
        private protected Reported(PaymentReport payment, DateTimeOffset at) : base(at) => Payment = payment;

        /// <summary>The whole payment.</summary>
        public PaymentReport Payment { get; init; }
    }

    /// <summary>The customer has to act.</summary>
    public sealed record RequireAction(PaymentReport Payment, NextAction? NextAction, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The bank decides.</summary>
    public sealed record Processing(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The money is held.</summary>
    public sealed record ConfirmAuthorization(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The money was taken.</summary>
    public sealed record ConfirmCapture(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The attempt failed.</summary>
    public sealed record FailPayment(PaymentReport Payment, PaymentFailure Failure, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The hold ended before the money was taken.</summary>
    public sealed record AuthorizationLapsed(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>The provider holds nothing and will take nothing.</summary>
    public sealed record ConfirmVoid(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>Money went back.</summary>
    public sealed record ConfirmRefund(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);

    /// <summary>A refund failed.</summary>
    public sealed record FailRefund(PaymentReport Payment, DateTimeOffset At) : Reported(Payment, At);
}
