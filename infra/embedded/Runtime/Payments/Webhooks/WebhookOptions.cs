namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>The one endpoint that events are sent to, and how well.</summary>
/// <param name="Endpoint">Where to; asked for at each sending, as a port may be known only after the start.</param>
/// <param name="Secret">What the signature is made with: Stripe's begin with <c>whsec_</c>.</param>
internal sealed record WebhookOptions(Func<Uri> Endpoint, string Secret)
{
    public DeliveryMode Mode { get; init; } = DeliveryMode.Prompt;

    /// <summary>How late events come that come late, at most.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the endpoint may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after an event its sending is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>What the requests go through: a socket when null.</summary>
    public HttpMessageHandler? Wire { get; init; }

    /// <summary>How long to wait after a number of failures: one second, doubled each time, an hour at most.</summary>
    public static TimeSpan Backoff(int failures) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, failures - 1)));
}
