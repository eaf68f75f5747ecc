using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.ServiceBus;
using Serverless.Contracts;

namespace Serverless.Adapters.Health;

/// <summary>Whether the bus answers: how large a batch may be is asked of it. Nothing is sent.</summary>
internal sealed class ServiceBusCheck(Senders senders) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var batch = await senders.To(Entities.PaymentCommands).CreateMessageBatchAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
