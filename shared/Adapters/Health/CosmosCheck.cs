using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.Cosmos;

namespace Serverless.Adapters.Health;

/// <summary>Whether the database answers: a point read of a document that does not exist.</summary>
internal sealed class CosmosCheck(Containers containers) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var response = await containers["catalog"].ReadItemStreamAsync("health", new PartitionKey("health"), cancellationToken: cancellationToken);
        return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound
            ? HealthCheckResult.Healthy()
            : new(context.Registration.FailureStatus, $"The database answered {(int)response.StatusCode}.");
    }
}
