namespace Serverless.Adapters.Payments;

/// <summary>What came back of a request to the provider.</summary>
internal abstract record StripeAnswer<T>
{
    private StripeAnswer() { }

    public sealed record Success(T Body) : StripeAnswer<T>;

    /// <summary>The provider understood and refused: a 4xx with its reason.</summary>
    public sealed record Refused(int Status, StripeError Error, TimeSpan? RetryAfter) : StripeAnswer<T>;

    /// <summary>A 5xx. The provider may keep it, and answer it again to the same key.</summary>
    public sealed record ServerError(int Status) : StripeAnswer<T>;

    /// <summary>The request never left.</summary>
    public sealed record NotSent(string Reason) : StripeAnswer<T>;

    /// <summary>The request was sent, and no whole answer came back.</summary>
    public sealed record Lost(string Reason) : StripeAnswer<T>;
}
