using Serverless.Embedded.Host.Settings.HostFile;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>What host.json says under <c>extensions.serviceBus</c>, with the official defaults.</summary>
internal sealed record ServiceBusSettings
{
    private const string NoWire = "the broker is in the process, or next to it";
    private const string NoSessions = "functions with sessions are refused";

    public bool AutoCompleteMessages { get; private init; }
    public int MaxConcurrentCalls { get; private init; }
    public TimeSpan MaxAutoLockRenewalDuration { get; private init; }
    public int MaxMessageBatchSize { get; private init; }
    public int MinMessageBatchSize { get; private init; }
    public TimeSpan MaxBatchWaitTime { get; private init; }

    public static ServiceBusSettings Read(HostSection host)
    {
        var settings = new ServiceBusSettings
        {
            AutoCompleteMessages = host.Read("autoCompleteMessages", Kind.Flag, true),
            MaxConcurrentCalls = host.Read("maxConcurrentCalls", Kind.Integer(1, 10_000), 16),
            MaxAutoLockRenewalDuration = host.Read("maxAutoLockRenewalDuration", Kind.Span(TimeSpan.Zero), TimeSpan.FromMinutes(5)),
            MaxMessageBatchSize = host.Read("maxMessageBatchSize", Kind.Integer(1, 10_000), 1000),
            MinMessageBatchSize = host.Read("minMessageBatchSize", Kind.Integer(1, 10_000), 1),
            MaxBatchWaitTime = host.Read("maxBatchWaitTime", Kind.Span(TimeSpan.Zero, new(0, 2, 30)), TimeSpan.FromSeconds(30)),
        };
        if (settings.MinMessageBatchSize > settings.MaxMessageBatchSize)
        {
            throw host.Invalid("minMessageBatchSize", $"{settings.MinMessageBatchSize}", $"at most maxMessageBatchSize, {settings.MaxMessageBatchSize}");
        }
        if (host.Read("enableCrossEntityTransactions", Kind.Flag, false))
        {
            throw host.Unsupported("enableCrossEntityTransactions", "its broker has no transactions");
        }
        ReadWithoutEffect(host);
        return settings;
    }

    private static void ReadWithoutEffect(HostSection host)
    {
        host.Read("prefetchCount", Kind.Integer(0), 0, "messages come as soon as a function may begin; none is fetched ahead");
        host.Read("maxConcurrentSessions", Kind.Integer(1), 8, NoSessions);
        host.Read("maxConcurrentCallsPerSession", Kind.Integer(1), 1, NoSessions);
        host.Read("sessionIdleTimeout", Kind.Span(TimeSpan.Zero), TimeSpan.Zero, NoSessions);
        host.Read("transportType", Kind.Choice("amqpTcp", "amqpWebSockets"), null, NoWire);
        host.Read("webProxy", Kind.Text, null, NoWire);
        var retries = host.Section("clientRetryOptions", NoWire);
        retries.Read("mode", Kind.Choice("exponential", "fixed"), null);
        retries.Read("tryTimeout", Kind.Span(TimeSpan.FromMilliseconds(1)), TimeSpan.FromMinutes(1));
        retries.Read("delay", Kind.Span(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5)), TimeSpan.FromSeconds(0.8));
        retries.Read("maxDelay", Kind.Span(TimeSpan.Zero), TimeSpan.FromMinutes(1));
        retries.Read("maxRetries", Kind.Integer(0, 100), 3);
    }
}
