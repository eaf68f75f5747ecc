using System.Text.Json;
using Microsoft.Extensions.Options;
using Serverless.Contracts;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>The provider's notices: event objects, signed with a secret that the provider and we share.</summary>
internal sealed class StripeWebhooks(IOptions<PaymentProviderOptions> options, TimeProvider time) : IWebhookVerifier
{
    private readonly string[] _secrets = options.Value.Secrets;

    public WebhookVerdict Verify(ReadOnlySpan<byte> body, string? signature)
    {
        if (string.IsNullOrEmpty(signature))
        {
            return new WebhookVerdict.Refused("signature_missing", "The header Stripe-Signature is missing.");
        }
        if (StripeSignature.Parse(signature) is not { } signed || !signed.IsMadeWith(_secrets, body))
        {
            return new WebhookVerdict.Refused("signature_invalid", "The signature was not made with a secret of this endpoint over this body.");
        }
        return (time.GetUtcNow() - signed.At).Duration() > StripeSignature.Tolerance
            ? new WebhookVerdict.Refused("signature_expired", $"The signature is more than {StripeSignature.Tolerance.TotalSeconds} seconds off.")
            : Read(body);
    }

    private static WebhookVerdict Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var notice = JsonSerializer.Deserialize(body, StripeJson.Default.StripeEvent);
            return notice is { Id: { Length: > 0 } id, Type: { Length: > 0 } type, Data.Object: { } about }
                ? new WebhookVerdict.Genuine(IntentOf(about) is { } intent
                    ? new ProviderEvent(id, type, intent, about.Metadata?.GetValueOrDefault("order"))
                    : null)
                : Malformed();
        }
        catch (JsonException)
        {
            return Malformed();
        }
    }

    private static string? IntentOf(StripeEventObject about) => about.Object == "payment_intent" ? about.Id : about.PaymentIntent;

    private static WebhookVerdict.Refused Malformed() => new("malformed_event", "The body is not an event.");
}
