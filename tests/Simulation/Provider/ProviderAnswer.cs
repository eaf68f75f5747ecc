using Serverless.Domain.Payments;

namespace Serverless.Simulation.Provider;

/// <summary>What the provider answers: Stripe's status codes and errors, as far as they matter.</summary>
internal abstract record ProviderAnswer
{
    private ProviderAnswer() { }

    /// <summary>200, or a declined card: the intent.</summary>
    public sealed record Shown(Intent Intent) : ProviderAnswer;

    /// <summary>200: the refund.</summary>
    public sealed record Refunded(PaymentRefund Refund) : ProviderAnswer;

    /// <summary>400 payment_intent_unexpected_state.</summary>
    public sealed record WrongState(Intent Intent) : ProviderAnswer;

    /// <summary>Another 4xx: nothing happened.</summary>
    public sealed record Refused(string Code) : ProviderAnswer;

    /// <summary>400 idempotency_error: the key came with other parameters before.</summary>
    public sealed record KeyReused : ProviderAnswer;

    /// <summary>500, kept for the key.</summary>
    public sealed record ServerError : ProviderAnswer;
}
