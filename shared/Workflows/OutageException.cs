namespace Serverless.Workflows;

/// <summary>
/// A service that we depend on is out for the moment. Nothing is wrong with the request: it may be tried again, after
/// <see cref="RetryAfter"/> where the service said when.
/// </summary>
public sealed class OutageException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long to wait at least, where that is known.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
