using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>What host.json says under <c>extensions.serviceBus</c>, with the official defaults.</summary>
internal sealed record ServiceBusSettings
{
    public bool AutoCompleteMessages { get; private init; }
    public int MaxConcurrentCalls { get; private init; }
    public TimeSpan MaxAutoLockRenewalDuration { get; private init; }
    public int MaxMessageBatchSize { get; private init; }
    public int MinMessageBatchSize { get; private init; }
    public TimeSpan MaxBatchWaitTime { get; private init; }

    public static ServiceBusSettings Read(ExtensionSettings host)
    {
        var settings = new ServiceBusSettings
        {
            AutoCompleteMessages = host.Flag("autoCompleteMessages", true),
            MaxConcurrentCalls = host.Integer("maxConcurrentCalls", 16, 1, 10_000),
            MaxAutoLockRenewalDuration = host.Span("maxAutoLockRenewalDuration", TimeSpan.FromMinutes(5)),
            MaxMessageBatchSize = host.Integer("maxMessageBatchSize", 1000, 1, 10_000),
            MinMessageBatchSize = host.Integer("minMessageBatchSize", 1, 1, 10_000),
            MaxBatchWaitTime = host.Span("maxBatchWaitTime", TimeSpan.FromSeconds(30)),
        };
        if (settings.MinMessageBatchSize > settings.MaxMessageBatchSize)
        {
            throw new SettingsException("host.json: extensions.serviceBus.minMessageBatchSize is greater than maxMessageBatchSize.");
        }
        // These reach the wire or sessions. There is no wire here, nothing to fetch ahead over it, and session triggers are refused.
        host.Integer("prefetchCount", 0, 0, int.MaxValue);
        host.WithoutEffect("clientRetryOptions", "transportType", "webProxy", "maxConcurrentSessions", "maxConcurrentCallsPerSession", "sessionIdleTimeout");
        if (host.Flag("enableCrossEntityTransactions", false))
        {
            throw new SettingsException("host.json: extensions.serviceBus.enableCrossEntityTransactions is not supported by the embedded runtime.");
        }
        host.RefuseUnknown();
        return settings;
    }
}
