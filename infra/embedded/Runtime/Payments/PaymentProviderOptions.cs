using Serverless.Embedded.Payments.Webhooks;

namespace Serverless.Embedded.Payments;

/// <summary>How the payment provider simulator behaves.</summary>
internal sealed record PaymentProviderOptions
{
    /// <summary>The secret keys that open the API.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = ["sk_test_embedded"];

    /// <summary>
    /// The address under which a person's browser reaches this provider, without a trailing slash, for example
    /// <c>http://localhost:7071/provider</c>; asked for at each answer, as a port may be known only after the start.
    /// Null or a null answer: the address that the API client used.
    /// </summary>
    public Func<string?>? PublicAddress { get; init; }

    /// <summary>Where events are sent; null: nobody is told.</summary>
    public WebhookOptions? Webhooks { get; init; }

    /// <summary>How late <c>pm_sim_late</c> answers.</summary>
    public TimeSpan LateAnswer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a slow method, and a refund that is pending or bound to fail, takes to settle; also how late disputes come.</summary>
    public TimeSpan Settlement { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an authorization can be captured; then it lapses and the intent is canceled.</summary>
    public TimeSpan CaptureWindow { get; init; } = TimeSpan.FromDays(7);
}
