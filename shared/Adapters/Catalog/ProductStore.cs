using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Domain.Catalog;
using Serverless.Workflows;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Catalog;

/// <summary>Products in Cosmos DB: the container <c>catalog</c>, each in a partition of its own.</summary>
internal sealed class ProductStore(Container container, ProductCatalog catalog) : IProductStore
{
    public async Task<Stored<Product>?> Find(Sku sku, CancellationToken stop)
    {
        using var response = await Outage.Watch(() => container.ReadItemStreamAsync(sku.Value, Partition(sku), cancellationToken: stop), stop);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        Outage.ThrowUnlessSuccess(response);
        var document = await JsonSerializer.DeserializeAsync(response.Content, CosmosJson.Default.ProductDocument, stop);
        return new(document!.ToDomain(), new StoreVersion(response.Headers.ETag));
    }

    public Task<bool> Save(Product product, StoreVersion? expected, CancellationToken stop)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(ProductDocument.Of(product), CosmosJson.Default.ProductDocument);
        var (id, partition) = (product.Sku.Value, Partition(product.Sku));
        return Change(() => expected is { } version
            ? container.ReplaceItemStreamAsync(new MemoryStream(document), id, partition, IfMatch(version), stop)
            : container.CreateItemStreamAsync(new MemoryStream(document), partition, cancellationToken: stop), stop);
    }

    public Task<bool> Delete(Sku sku, StoreVersion expected, CancellationToken stop) =>
        Change(() => container.DeleteItemStreamAsync(sku.Value, Partition(sku), IfMatch(expected), stop), stop);

    private Task<bool> Change(Func<Task<ResponseMessage>> write, CancellationToken stop) => catalog.Change(async () =>
    {
        using var response = await Outage.Watch(write, stop);
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }
        Outage.ThrowUnlessSuccess(response);
        return true;
    }, stop);

    private static ItemRequestOptions IfMatch(StoreVersion version) => new() { IfMatchEtag = version.Value };

    private static PartitionKey Partition(Sku sku) => new(sku.Value);
}
