using Microsoft.Azure.Functions.Worker;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Orders;

/// <summary>Sends what orders wrote to their outbox. It never gives up: a batch that was given up would be lost to the change feed.</summary>
public sealed class RelayOrders(RelayingOutbox outbox)
{
    [Function(nameof(RelayOrders))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [CosmosDBTrigger(
            "%CosmosDatabase%", "orders", Connection = "CosmosConnection", LeaseContainerName = "leases",
            LeaseContainerPrefix = "relay-orders", StartFromBeginning = true, MaxItemsPerInvocation = 200, FeedPollDelay = 500)]
        IReadOnlyList<OutboxDocument> changes,
        CancellationToken stop) => outbox.Relay(changes, stop);
}
