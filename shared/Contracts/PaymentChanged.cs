using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>The whole payment of an order, after it changed.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Version">Grows with every change; a message with an older version than one already seen can be ignored.</param>
/// <param name="Status">Where the payment stands.</param>
/// <param name="Attempt">The newest attempt.</param>
/// <param name="Authorized">What was held.</param>
/// <param name="Captured">What was taken.</param>
/// <param name="Refunded">What was given back.</param>
/// <param name="Refunds">The refunds that came to their end.</param>
/// <param name="Failure">Why the attempt failed.</param>
/// <param name="NextAction">What the customer must do.</param>
/// <param name="At">When it changed.</param>
/// <param name="Disputes">Every dispute; null when there is none.</param>
/// <param name="Review">Why the payment was compared with the provider's records; null for a report of its own accord.</param>
public sealed record PaymentChanged(
    string OrderId,
    long Version,
    PaymentStatus Status,
    int Attempt,
    Amount Authorized,
    Amount Captured,
    Amount Refunded,
    IReadOnlyList<RefundOutcome> Refunds,
    DateTimeOffset At,
    Failure? Failure = null,
    NextAction? NextAction = null,
    IReadOnlyList<Dispute>? Disputes = null,
    string? Review = null) : OrderMessage(OrderId);

/// <summary>
/// A refund that came to its end; without a failure, the money went back. One that succeeded may fail later, when the money comes back.
/// </summary>
public sealed record RefundOutcome(int Number, Amount Amount, Failure? Failure = null);

/// <summary>Where a payment stands.</summary>
[JsonConverter(typeof(CamelCaseEnum<PaymentStatus>))]
public enum PaymentStatus
{
    /// <summary>Under way, and nothing is known of the outcome.</summary>
    Requested,

    /// <summary>The customer has to act.</summary>
    RequiresAction,

    /// <summary>The bank decides.</summary>
    Processing,

    /// <summary>Held.</summary>
    Authorized,

    /// <summary>Taken.</summary>
    Captured,

    /// <summary>The attempt failed.</summary>
    Failed,

    /// <summary>Closed, and nothing is held.</summary>
    Voided,

    /// <summary>The hold ended before the money was taken.</summary>
    Lapsed,

    /// <summary>All given back.</summary>
    Refunded,
}
