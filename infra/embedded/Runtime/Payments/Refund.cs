namespace Serverless.Embedded.Payments;

/// <summary>A refund as it is kept. The amount is in minor units, times are Unix milliseconds.</summary>
internal sealed record Refund
{
    public required long Number { get; init; }
    public required string Id { get; init; }
    public required long IntentNumber { get; init; }
    public required string Intent { get; init; }
    public required string Charge { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required long Created { get; init; }
    public required RefundStatus Status { get; init; }
    public string? Reason { get; init; }
    public Dictionary<string, string>? Metadata { get; init; }

    /// <summary>When the refund will change by itself, and to what.</summary>
    public long? Due { get; init; }

    public RefundStatus Becomes { get; init; }
}

internal enum RefundStatus
{
    Pending,
    Succeeded,
    Failed,
}
