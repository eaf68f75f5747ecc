namespace Serverless.Domain.Payments;

/// <summary>
/// Why a payment or refund failed: the provider's code, the bank's decline code where there is one, and a sentence for people.
/// </summary>
public sealed record PaymentFailure(string Code, string? DeclineCode, string Message)
{
    /// <summary>Nothing was charged, and the provider never said why: the attempt was proven absent after its answer was lost.</summary>
    public static readonly PaymentFailure ProviderError = new("provider_error", null, "The payment provider did not take the payment.");

    /// <summary>
    /// The authorization ended before it was captured. The provider closed the intent, so this order cannot be paid any more.
    /// </summary>
    public static readonly PaymentFailure AuthorizationLapsed =
        new("authorization_lapsed", null, "The authorization lapsed before it was captured.");

    /// <summary>More was asked back than the payment still holds.</summary>
    public static readonly PaymentFailure ExceedsCaptured =
        new("exceeds_captured", null, "The amount exceeds what is left of the payment.");
}
