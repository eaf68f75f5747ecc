using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>The customer's bank asks for money back. <paramref name="Reason"/> is the provider's code for what the customer claims.</summary>
public sealed record Dispute(string Id, Amount Amount, DisputeStatus Status, string Reason);

/// <summary>How far a dispute is.</summary>
[JsonConverter(typeof(CamelCaseEnum<DisputeStatus>))]
public enum DisputeStatus
{
    /// <summary>The bank asks, and has taken nothing yet.</summary>
    Inquiry,

    /// <summary>The money was taken from us, and nothing is decided.</summary>
    Open,

    /// <summary>The money is ours.</summary>
    Won,

    /// <summary>The money is the customer's.</summary>
    Lost,
}
