using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>An order reached another status, or its money did. For whoever wants to know: mails, fulfilment, reports.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Version">Grows with every change of the order.</param>
/// <param name="Status">Where the order stands.</param>
/// <param name="CustomerId">Who bought.</param>
/// <param name="Total">What the order costs.</param>
/// <param name="Captured">What was taken.</param>
/// <param name="Refunded">What was given back.</param>
/// <param name="At">When it changed.</param>
/// <param name="Failure">Why the payment or a refund failed.</param>
public sealed record OrderChanged(
    string OrderId,
    long Version,
    OrderStatus Status,
    string CustomerId,
    Amount Total,
    Amount Captured,
    Amount Refunded,
    DateTimeOffset At,
    Failure? Failure = null) : OrderMessage(OrderId);

/// <summary>Where an order stands, as clients see it.</summary>
[JsonConverter(typeof(CamelCaseEnum<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>The payment has no outcome yet.</summary>
    AwaitingPayment,

    /// <summary>The money is held.</summary>
    Confirmed,

    /// <summary>The money was taken.</summary>
    Paid,

    /// <summary>The last attempt failed.</summary>
    PaymentFailed,

    /// <summary>Over; money is on its way back.</summary>
    Cancelling,

    /// <summary>Over, nothing kept.</summary>
    Cancelled,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>All given back.</summary>
    Refunded,
}
