namespace Serverless.Embedded.Payments;

/// <summary>What happened to money.</summary>
internal enum MovementKind
{
    /// <summary>Authorized and captured in one.</summary>
    Charge,

    /// <summary>Held on the card, not taken.</summary>
    Authorization,

    /// <summary>Taken from what was held.</summary>
    Capture,

    /// <summary>Held money given back without having been taken.</summary>
    Release,

    /// <summary>Taken money given back.</summary>
    Refund,

    /// <summary>A refund that failed after all: the money is the merchant's again.</summary>
    RefundReversal,

    /// <summary>Taken money that the card's holder denies, withdrawn until that is decided.</summary>
    Dispute,

    /// <summary>A dispute was won: the money is the merchant's again.</summary>
    DisputeReversal,
}

/// <summary>One line of the ledger before it is written; <paramref name="Amount"/> is in minor units and never negative.</summary>
internal readonly record struct Movement(MovementKind Kind, long Amount);
