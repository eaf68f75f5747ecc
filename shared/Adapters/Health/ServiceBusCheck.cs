using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.ServiceBus;
using Serverless.Contracts;

namespace Serverless.Adapters.Health;

/// <summary>Whether the bus answers: how large a batch may be is asked of it. Nothing is sent.</summary>
internal sealed class ServiceBusCheck(Senders senders, Probe probe) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        probe.Ask(context, "The bus", Ask, cancellationToken);

    private async Task<string?> Ask(CancellationToken stop)
    {
        using var batch = await senders.To(Entities.PaymentCommands).CreateMessageBatchAsync(stop);
        return null;
    }
}
