namespace Serverless.Embedded.Payments;

/// <summary>A test payment method: what it looks like, what comes of it, and how the provider misbehaves with it.</summary>
internal sealed record TestMethod(string Id, string Brand, string Last4, Outcome Outcome)
{
    /// <summary><c>card</c> or <c>us_bank_account</c>.</summary>
    public string Type { get; init; } = "card";

    /// <summary>What happens when a payment is confirmed with it.</summary>
    public Fault? Fault { get; init; }

    /// <summary>What happens when such a payment is captured, canceled or refunded.</summary>
    public Fault? LaterFault { get; init; }

    /// <summary>Why its payments are disputed after they were taken; null when they are not.</summary>
    public string? Dispute { get; init; }

    /// <summary>The status that a refund begins with, and the one that it ends in.</summary>
    public (RefundStatus First, RefundStatus Last) Refunds { get; init; } = (RefundStatus.Succeeded, RefundStatus.Succeeded);
}
