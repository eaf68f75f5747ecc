using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.ServiceBus;
using Serverless.Contracts;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters;

/// <summary>
/// Reads beside the start what the first order would wait for, and so opens the connections that it needs. What fails is left to
/// that order: the start goes on.
/// </summary>
internal sealed partial class FirstReads(ICatalog catalog, Containers containers, Senders senders, ILogger<FirstReads> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                catalog.List(1, null, stoppingToken).AsTask(),
                Reach(containers["orders"], stoppingToken),
                Reach(containers["payments"], stoppingToken),
                OpenBus(stoppingToken));
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            FirstReadsFailed(log, failure);
        }
    }

    /// <summary>A point read of a document that does not exist: the SDK keeps what it learns about the container.</summary>
    private static async Task Reach(Container container, CancellationToken stop)
    {
        using var response = await container.ReadItemStreamAsync("first", new PartitionKey("first"), cancellationToken: stop);
    }

    private async Task OpenBus(CancellationToken stop)
    {
        using var batch = await senders.To(Entities.PaymentCommands).CreateMessageBatchAsync(stop);
    }

    [LoggerMessage(6001, LogLevel.Warning, "Not everything that the first order needs could be reached at start: the order will try again")]
    private static partial void FirstReadsFailed(ILogger log, Exception failure);
}
