using System.Text.Json.Serialization;

namespace Serverless.Embedded.Payments;

/// <summary>A payment intent as it is kept. Amounts are minor units, times are Unix milliseconds.</summary>
internal sealed record Intent
{
    public required long Number { get; init; }
    public required string Id { get; init; }
    public required string Secret { get; init; }
    public required long Amount { get; init; }

    /// <summary>ISO 4217, lower case.</summary>
    public required string Currency { get; init; }

    public required long Created { get; init; }
    public required IntentStatus Status { get; init; }
    public bool ManualCapture { get; init; }
    public string? PaymentMethod { get; init; }
    public string[]? PaymentMethodTypes { get; init; }

    /// <summary>False when the client ruled out methods that send the buyer to another page and back.</summary>
    public bool AllowsRedirects { get; init; } = true;

    public string? ReturnUrl { get; init; }
    public string? Description { get; init; }
    public Dictionary<string, string>? Metadata { get; init; }

    /// <summary>One for each attempt, the latest last.</summary>
    public Charge[] Charges { get; init; } = [];

    public PaymentError? LastError { get; init; }
    public long? CanceledAt { get; init; }
    public string? CancellationReason { get; init; }

    /// <summary>When the intent will change by itself: a slow method settles, an authorization lapses, a dispute is opened.</summary>
    public long? Due { get; init; }

    [JsonIgnore]
    public Charge? LatestCharge => Charges is [.., var latest] ? latest : null;

    [JsonIgnore]
    public long Capturable => Status == IntentStatus.RequiresCapture ? Amount : 0;

    [JsonIgnore]
    public long Received => Status == IntentStatus.Succeeded ? LatestCharge!.Captured : 0;

    /// <summary>What the merchant calls this payment: <c>metadata[order]</c>.</summary>
    [JsonIgnore]
    public string? Order => Metadata?.GetValueOrDefault("order");

    public Intent WithLatest(Charge charge) => this with { Charges = [.. Charges[..^1], charge] };
}
