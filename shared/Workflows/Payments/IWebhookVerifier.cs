using Serverless.Contracts;

namespace Serverless.Workflows.Payments;

/// <summary>Tells the payment provider's notices from those of others, and reads them.</summary>
public interface IWebhookVerifier
{
    /// <summary>Verifies a notice by its signature. <paramref name="body"/> is exactly as it was sent.</summary>
    WebhookVerdict Verify(ReadOnlySpan<byte> body, string? signature);
}

/// <summary>What a notice is worth.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict() { }

    /// <summary>It is the provider's. <paramref name="Event"/> is null when it is about no intent.</summary>
    public sealed record Genuine(ProviderEvent? Event) : WebhookVerdict;

    /// <summary>It is not, or it is too old to tell. <paramref name="Code"/> is stable, the reason is for people.</summary>
    public sealed record Refused(string Code, string Reason) : WebhookVerdict;
}
