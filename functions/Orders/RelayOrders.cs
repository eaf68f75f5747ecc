using Microsoft.Azure.Functions.Worker;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

/// <summary>
/// Sends what orders wrote to their outbox, and has the cache forget the orders that changed: one feed tells of both. It never gives up: a
/// batch that was given up would be lost to the change feed.
/// </summary>
public sealed class RelayOrders(RelayingOutbox outbox, ReadingOrders orders)
{
    [Function(nameof(RelayOrders))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public async Task Run(
        [CosmosDBTrigger(
            "%CosmosDatabase%", "orders", Connection = "CosmosConnection", LeaseContainerName = "leases",
            LeaseContainerPrefix = "relay-orders", StartFromBeginning = true, MaxItemsPerInvocation = 200, FeedPollDelay = 500)]
        IReadOnlyList<AggregateChange> changes,
        CancellationToken stop)
    {
        await orders.Heed(changes, stop);
        await outbox.Relay(changes, stop);
    }
}
