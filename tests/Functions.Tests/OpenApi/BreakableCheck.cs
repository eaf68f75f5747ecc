using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>A part that every request needs, and that is out when the test says so.</summary>
internal sealed class BreakableCheck : IHealthCheck
{
    public bool IsBroken { get; set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsBroken ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
