using Microsoft.Azure.Functions.Worker;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Catalog;

/// <summary>Sees to it that products which were changed past this application are not served from the cache for long.</summary>
public sealed class ForgetProducts(ReadingCatalog catalog)
{
    [Function(nameof(ForgetProducts))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [CosmosDBTrigger(
            "%CosmosDatabase%", "catalog", Connection = "CosmosConnection", LeaseContainerName = "leases",
            LeaseContainerPrefix = "forget-products", StartFromBeginning = true, MaxItemsPerInvocation = 200, FeedPollDelay = 1000)]
        IReadOnlyList<ProductChange> changes,
        CancellationToken stop) => catalog.Heed(changes, stop);
}
