using System.Text.Json.Serialization;
using Serverless.Embedded.Payments.Disputes;

namespace Serverless.Embedded.Payments;

/// <summary>One attempt to take the money of an intent. Amounts are minor units, times are Unix milliseconds.</summary>
internal sealed record Charge
{
    public required string Id { get; init; }
    public required long Amount { get; init; }
    public required long Created { get; init; }
    public required string PaymentMethod { get; init; }
    public bool Pending { get; init; }
    public PaymentError? Failure { get; init; }
    public long Captured { get; init; }

    /// <summary>Authorized money that was given back without having been captured.</summary>
    public long Released { get; init; }

    public long Refunded { get; init; }

    /// <summary>When an authorization that is not captured lapses.</summary>
    public long? CaptureBefore { get; init; }

    /// <summary>How the dispute of this charge stands; null when it has had none.</summary>
    public DisputeStatus? Dispute { get; init; }

    [JsonIgnore]
    public long Refundable => Captured - Refunded;

    [JsonIgnore]
    public string Status => Failure is not null ? "failed" : Pending ? "pending" : "succeeded";
}
