namespace Serverless.Embedded.Payments;

/// <summary>A status and a JSON body, and what the header Stripe-Should-Retry says.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public bool? ShouldRetry { get; init; }
    public int? RetryAfterSeconds { get; init; }
}
