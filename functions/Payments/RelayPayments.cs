using Microsoft.Azure.Functions.Worker;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Payments;

/// <summary>Sends what payments wrote to their outbox. It never gives up: a batch that was given up would be lost to the change feed.</summary>
public sealed class RelayPayments(RelayingOutbox outbox)
{
    [Function(nameof(RelayPayments))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [CosmosDBTrigger(
            "%CosmosDatabase%", "payments", Connection = "CosmosConnection", LeaseContainerName = "leases",
            LeaseContainerPrefix = "relay-payments", StartFromBeginning = true, MaxItemsPerInvocation = 200, FeedPollDelay = 500)]
        IReadOnlyList<AggregateChange> changes,
        CancellationToken stop) => outbox.Relay(changes, stop);
}
