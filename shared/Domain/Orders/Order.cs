using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>
/// An order: one of eight states, and no others. <see cref="Decide"/> says what a command leads to, <see cref="Apply"/> what an event
/// makes of the order; neither does anything else.
/// </summary>
public abstract partial record Order
{
    private Order(OrderFacts facts) => Facts = facts;

    /// <summary>What every order has, in any state.</summary>
    public OrderFacts Facts { get; init; }

    /// <summary>The order's id.</summary>
    public OrderId Id => Facts.Purchase.Id;

    /// <summary>The number of events so far, from 1.</summary>
    public long Version => Facts.Version;

    /// <summary>
    /// True while more is to come of the payment: it has no outcome, holds money that is neither taken nor released, or gives some back.
    /// The customer or an operator may have to act first.
    /// </summary>
    public bool IsWaiting => this is AwaitingPayment or Confirmed or Cancelling || Facts.Payment.PendingRefunds.IsPositive;

    /// <summary>
    /// True for an order that is over or paid, with nothing under way: it stays as it is until somebody asks for a change, or the provider
    /// tells of one.
    /// </summary>
    public bool IsAtRest => !IsWaiting && this is not PaymentFailed;

    /// <summary>The payment was asked for and has no outcome yet. The customer may have to act first.</summary>
    public sealed record AwaitingPayment(OrderFacts Facts, NextAction? NextAction = null) : Order(Facts);

    /// <summary>The money is held. <paramref name="Capturing"/> is what was asked to be taken of it, once that was asked.</summary>
    public sealed record Confirmed(OrderFacts Facts, Money? Capturing = null) : Order(Facts);

    /// <summary>The money was taken, and is not all given back.</summary>
    public sealed record Paid(OrderFacts Facts) : Order(Facts);

    /// <summary>The last attempt failed. Another one may follow.</summary>
    public sealed record PaymentFailed(OrderFacts Facts, PaymentFailure Failure) : Order(Facts);

    /// <summary>The order is over; the provider may still hold or keep money of it.</summary>
    public sealed record Cancelling(OrderFacts Facts, CancelReason Reason) : Order(Facts);

    /// <summary>Over, and the provider keeps nothing.</summary>
    public sealed record Cancelled(OrderFacts Facts) : Order(Facts);

    /// <summary>Not paid in time; the provider keeps nothing.</summary>
    public sealed record Expired(OrderFacts Facts) : Order(Facts);

    /// <summary>All that was taken was given back.</summary>
    public sealed record Refunded(OrderFacts Facts) : Order(Facts);
}
