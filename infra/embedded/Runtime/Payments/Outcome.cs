namespace Serverless.Embedded.Payments;

/// <summary>What comes of confirming a payment with a test method.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    public sealed record Approved : Outcome;

    public sealed record Declined(string Code, string? DeclineCode, string Message, string? Param = null) : Outcome;

    /// <summary>A person must approve on the provider's page; then follows <paramref name="Then"/>.</summary>
    public sealed record Challenge(Outcome Then) : Outcome;

    /// <summary>Processing; after the settlement time follows <paramref name="Then"/>, never when null.</summary>
    public sealed record Slow(Outcome? Then) : Outcome;
}
