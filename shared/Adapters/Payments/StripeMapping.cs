using System.Diagnostics.CodeAnalysis;
using Serverless.Domain;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>From the provider's words to the domain's.</summary>
internal static class StripeMapping
{
    /// <summary>False for a status or a currency that a newer version of the provider may have.</summary>
    public static bool TryToDomain(this StripeIntent intent, [NotNullWhen(true)] out Intent? known)
    {
        known = Status(intent.Status) is { } status && Currency.TryParse(intent.Currency.ToUpperInvariant(), out var currency)
            ? new Intent(
                new IntentId(intent.Id),
                status,
                new Money(intent.AmountCapturable, currency),
                new Money(intent.AmountReceived, currency),
                new Money(intent.LatestCharge?.AmountRefunded ?? 0, currency),
                intent.LastPaymentError?.ToFailure(),
                intent.NextAction is { } next ? new NextAction(next.Type, next.RedirectToUrl?.Url) : null)
            : null;
        return known is not null;
    }

    public static PaymentFailure ToFailure(this StripeError error) => new(
        error.Code ?? error.Type ?? "provider_refused", error.DeclineCode, error.Message ?? "The payment provider refused the payment.");

    private static IntentStatus? Status(string status) => status switch
    {
        "requires_payment_method" or "requires_confirmation" => IntentStatus.RequiresPaymentMethod,
        "requires_action" => IntentStatus.RequiresAction,
        "processing" => IntentStatus.Processing,
        "requires_capture" => IntentStatus.RequiresCapture,
        "succeeded" => IntentStatus.Succeeded,
        "canceled" => IntentStatus.Canceled,
        _ => null,
    };
}
