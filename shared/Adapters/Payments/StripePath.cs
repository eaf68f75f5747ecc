using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>Where the provider keeps what.</summary>
internal static class StripePath
{
    public const string Intents = "v1/payment_intents";
    public const string Refunds = "v1/refunds";
    public const string Disputes = "v1/disputes";

    public static string Of(IntentId intent) => $"{Intents}/{Uri.EscapeDataString(intent.Value)}";
}
