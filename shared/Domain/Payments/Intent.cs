namespace Serverless.Domain.Payments;

/// <summary>The provider's own record of a payment, as it answered or as we read it.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Status">Where the provider stands.</param>
/// <param name="Capturable">Held, and not yet taken.</param>
/// <param name="Received">Taken, refunds not subtracted.</param>
/// <param name="Refunded">Given back. Some answers do not say, and then it is zero.</param>
/// <param name="LastError">Why the last attempt failed.</param>
/// <param name="NextAction">What the customer must do, when the status is <see cref="IntentStatus.RequiresAction"/>.</param>
public sealed record Intent(
    IntentId Id,
    IntentStatus Status,
    Money Capturable,
    Money Received,
    Money Refunded,
    PaymentFailure? LastError = null,
    NextAction? NextAction = null);

/// <summary>The statuses of a PaymentIntent.</summary>
public enum IntentStatus
{
    /// <summary>No attempt is under way: none was made, or the last one failed.</summary>
    RequiresPaymentMethod,

    /// <summary>The customer has to act.</summary>
    RequiresAction,

    /// <summary>The bank decides; it may take days.</summary>
    Processing,

    /// <summary>Held, to be captured.</summary>
    RequiresCapture,

    /// <summary>Taken.</summary>
    Succeeded,

    /// <summary>Closed for good, by us or by the provider.</summary>
    Canceled,
}
