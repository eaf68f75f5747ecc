using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.Payments;

namespace Serverless.Adapters.Health;

/// <summary>Whether payments are being taken. The provider is not asked: what came of the last requests tells.</summary>
internal sealed class PaymentProviderCheck(ProviderGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        gate.IsClosed ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The provider fails, and is left alone for a while: payments wait."));
}
