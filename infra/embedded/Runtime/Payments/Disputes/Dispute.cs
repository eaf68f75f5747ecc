namespace Serverless.Embedded.Payments.Disputes;

/// <summary>A payment that the card's holder denies, as it is kept. The amount is in minor units, times are Unix milliseconds.</summary>
internal sealed record Dispute
{
    public required long Number { get; init; }
    public required string Id { get; init; }
    public required long IntentNumber { get; init; }
    public required string Intent { get; init; }
    public required string Charge { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required long Created { get; init; }
    public required string Reason { get; init; }
    public DisputeStatus Status { get; init; }
}

internal enum DisputeStatus
{
    /// <summary>Open: the money is withdrawn until it is decided.</summary>
    NeedsResponse,

    /// <summary>The money is the merchant's again.</summary>
    Won,

    /// <summary>The money is the customer's for good.</summary>
    Lost,
}
