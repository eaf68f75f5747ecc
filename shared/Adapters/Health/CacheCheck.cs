using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.Caching;

namespace Serverless.Adapters.Health;

/// <summary>Whether the cache answers in time: requests go on without it, and are slower.</summary>
internal sealed class CacheCheck(CacheGate gate) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await gate.Pass(cache => cache.GetAsync("health", cancellationToken), cancellationToken) switch
        {
            CacheOutcome.Done => HealthCheckResult.Healthy(),
            CacheOutcome.Failed => new(context.Registration.FailureStatus, "The cache failed, or did not answer in time."),
            _ => new(context.Registration.FailureStatus, "The cache fails, and is left alone for a moment."),
        };
}
