namespace Serverless.Adapters.Payments;

/// <summary>An answer, or the lack of one, that says that the provider or the way to it fails.</summary>
internal interface IProviderFailure;

/// <summary>What came back of a request to the provider.</summary>
internal abstract record StripeAnswer<T>
{
    private StripeAnswer() { }

    public sealed record Success(T Body) : StripeAnswer<T>;

    /// <summary>The provider understood and refused: a 4xx with its reason.</summary>
    public sealed record Refused(int Status, StripeError Error, TimeSpan? RetryAfter) : StripeAnswer<T>
    {
        public string Reason => $"HTTP {Status}: {Error.Code ?? Error.Message}";
    }

    /// <summary>A 5xx. The provider may keep it, and answer it again to the same key.</summary>
    public sealed record ServerError(int Status) : StripeAnswer<T>, IProviderFailure;

    /// <summary>The request never left.</summary>
    public sealed record NotSent(string Reason, TimeSpan? RetryAfter = null) : StripeAnswer<T>, IProviderFailure;

    /// <summary>The request was sent, and no whole answer came back.</summary>
    public sealed record Lost(string Reason) : StripeAnswer<T>, IProviderFailure;

    /// <summary>Why there is no body, and when to ask again where the provider said so.</summary>
    public (string Reason, TimeSpan? RetryAfter) Trouble => this switch
    {
        Refused refused => (refused.Reason, refused.RetryAfter),
        NotSent no => (no.Reason, no.RetryAfter),
        Lost lost => (lost.Reason, null),
        ServerError error => ($"HTTP {error.Status}", null),
        _ => throw new NotSupportedException(GetType().Name),
    };
}
