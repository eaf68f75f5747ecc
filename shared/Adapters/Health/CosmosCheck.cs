using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.Cosmos;

namespace Serverless.Adapters.Health;

/// <summary>Whether the database answers: a point read of a document that does not exist.</summary>
internal sealed class CosmosCheck(Containers containers, Probe probe) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        probe.Ask(context, "The database", Ask, cancellationToken);

    private async Task<string?> Ask(CancellationToken stop)
    {
        using var response = await containers["catalog"].ReadItemStreamAsync("health", new PartitionKey("health"), cancellationToken: stop);
        return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound ? null : $"The database answered {(int)response.StatusCode}.";
    }
}
