namespace Serverless.Embedded.Payments;

/// <summary>How the provider misbehaves when it confirms a payment with one of its own methods.</summary>
internal abstract record Fault
{
    private Fault() { }

    /// <summary>Does nothing and never answers.</summary>
    public sealed record Timeout : Fault;

    /// <summary>Does nothing, and the connection breaks.</summary>
    public sealed record Unreachable : Fault;

    /// <summary>Does its work, then answers late.</summary>
    public sealed record Late : Fault;

    /// <summary>Does its work, then the answer is lost.</summary>
    public sealed record Lost : Fault;

    /// <summary>Answers 500, which is kept for the idempotency key; the work is done or not.</summary>
    public sealed record ServerError(bool Charges) : Fault;

    /// <summary>Refuses before any work, which is not kept for the idempotency key.</summary>
    public sealed record Refusal(ApiError Error) : Fault;

    /// <summary>Misbehaves at the first use of an idempotency key only.</summary>
    public sealed record Once(Fault First) : Fault;
}
