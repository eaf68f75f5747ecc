namespace Serverless.Domain.Payments;

/// <summary>Where the money of a payment stands.</summary>
public enum Account
{
    /// <summary>With the customer: negative by what was ever authorized.</summary>
    Customer,

    /// <summary>Held, and not yet taken.</summary>
    Authorized,

    /// <summary>Held, and let go again.</summary>
    Released,

    /// <summary>Taken, and ours.</summary>
    Captured,

    /// <summary>Given back.</summary>
    Refunded,

    /// <summary>Taken from us by the customer's bank.</summary>
    Disputed,
}
