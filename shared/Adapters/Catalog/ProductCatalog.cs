using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;
using Serverless.Adapters.Cosmos;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Catalog;

/// <summary>
/// The catalog in Cosmos DB, read whole and kept in memory: placing an order costs no read, and neither does a SKU that does not
/// exist, however often it is asked for. When the copy is due, one caller reads the next while the others go on with the old one.
/// It suits catalogs of some ten thousand products; a larger one wants a cache by product.
/// </summary>
internal sealed class ProductCatalog(Container container, IOptions<CatalogOptions> options, TimeProvider time) : ICatalog
{
    /// <summary>How many times its age a copy may reach while the database is out. After that, outages are told.</summary>
    private const int StaleFactor = 30;

    private volatile CatalogCopy? _copy;
    private Task<CatalogCopy>? _reading;

    public async ValueTask<Product?> Find(Sku sku, CancellationToken stop) => (await Copy(stop)).Find(sku);

    public async ValueTask<IReadOnlyList<Product>> List(int count, Sku? after, CancellationToken stop) => (await Copy(stop)).List(count, after);

    private ValueTask<CatalogCopy> Copy(CancellationToken stop)
    {
        var copy = _copy;
        var age = copy is null ? TimeSpan.MaxValue : time.GetElapsedTime(copy.ReadAt);
        if (copy is not null && age < options.Value.CacheFor)
        {
            return new(copy);
        }
        var reading = Read();
        return copy is not null && age < options.Value.CacheFor * StaleFactor ? new(copy) : new(reading.WaitAsync(stop));
    }

    /// <summary>The read that is under way, or a new one: never two at a time.</summary>
    private Task<CatalogCopy> Read()
    {
        if (Volatile.Read(ref _reading) is { } running)
        {
            return running;
        }
        var mine = new TaskCompletionSource<CatalogCopy>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _reading, mine.Task, null) is { } other)
        {
            return other;
        }
        _ = Fill(mine);
        return mine.Task;
    }

    private async Task Fill(TaskCompletionSource<CatalogCopy> result)
    {
        try
        {
            var products = new List<Product>();
            // No query for all there is: the SDK would ask for a plan first, and take longer over it than over the products.
            await foreach (var document in container.Read(null, new QueryRequestOptions(), CosmosJson.Default.PageProductDocument, CancellationToken.None))
            {
                products.Add(document.ToDomain());
            }
            var copy = _copy = new CatalogCopy(products, time.GetTimestamp());
            Volatile.Write(ref _reading, null);
            result.SetResult(copy);
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _reading, null);
            result.SetException(failure);
            _ = result.Task.Exception; // Seen, also when everybody was served from the old copy.
        }
    }
}
