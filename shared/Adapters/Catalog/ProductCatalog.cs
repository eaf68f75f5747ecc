using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;
using Serverless.Adapters.Caching;
using Serverless.Adapters.Cosmos;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Catalog;

/// <summary>
/// The catalog in Cosmos DB, read whole through the cache, and kept in memory for a while: placing an order costs no read, and neither
/// does a SKU that does not exist, however often it is asked for. When the copy is due, one caller reads the next while the others go on
/// with the old one. It suits catalogs of some ten thousand products; a larger one wants a cache by product.
/// </summary>
internal sealed class ProductCatalog(Container container, ReadThroughs caches, IOptions<CatalogOptions> options, TimeProvider time) : ICatalog
{
    private const string All = "all";

    /// <summary>How many times its age a copy may reach while the database is out. After that, outages are told.</summary>
    private const int StaleFactor = 30;

    private readonly ReadThrough<IReadOnlyList<ProductDocument>> _cache = caches.Of("catalog", CacheJson.Default.KeptIReadOnlyListProductDocument);
    private readonly Lock _lock = new();
    private volatile CatalogCopy? _copy;
    private Task<CatalogCopy>? _reading;
    private int _changes;

    public async ValueTask<Product?> Find(Sku sku, CancellationToken stop) => (await Copy(stop)).Find(sku);

    public async ValueTask<IReadOnlyList<Product>> List(int count, Sku? after, CancellationToken stop) => (await Copy(stop)).List(count, after);

    public async Task Heed(IReadOnlyList<ProductChange> changes, CancellationToken stop)
    {
        // What this copy shows, this instance wrote or has read: others have, or will when theirs is due.
        if (_copy is not { } copy || !changes.All(copy.Shows))
        {
            await _cache.Changed(All, stop);
            Drop();
        }
    }

    /// <summary>Changes what is sold. Who is answered after that reads the catalog anew.</summary>
    public async Task<bool> Change(Func<Task<bool>> write, CancellationToken stop)
    {
        try
        {
            return await _cache.Change(All, write, stop);
        }
        finally
        {
            Drop(); // Also when the answer was lost: it may have been written.
        }
    }

    private ValueTask<CatalogCopy> Copy(CancellationToken stop)
    {
        var copy = _copy;
        var age = copy is null ? TimeSpan.MaxValue : time.GetElapsedTime(copy.ReadAt);
        if (copy is not null && age < options.Value.CacheFor)
        {
            return new(copy);
        }
        var reading = Reading();
        return copy is not null && age < options.Value.CacheFor * StaleFactor ? new(copy) : new(reading.WaitAsync(stop));
    }

    /// <summary>The read that is under way, or a new one: never two at a time, unless something changed in between.</summary>
    private Task<CatalogCopy> Reading()
    {
        lock (_lock)
        {
            if (_reading is null)
            {
                var changes = _changes;
                _reading = Task.Run(() => Read(changes));
                _ = _reading.ContinueWith(static read => _ = read.Exception, TaskScheduler.Default); // Seen, also when the old copy served everybody.
            }
            return _reading;
        }
    }

    private async Task<CatalogCopy> Read(int changes)
    {
        CatalogCopy? copy = null;
        try
        {
            var products = await _cache.Get(All, ReadStore, static _ => true, CancellationToken.None);
            return copy = new CatalogCopy(products!.Select(product => product.ToDomain()), time.GetTimestamp());
        }
        finally
        {
            lock (_lock)
            {
                if (changes == _changes)
                {
                    (_copy, _reading) = (copy ?? _copy, null);
                }
            }
        }
    }

    private async Task<IReadOnlyList<ProductDocument>?> ReadStore(CancellationToken stop)
    {
        var products = new List<ProductDocument>();
        // No query for all there is: the SDK would ask for a plan first, and take longer over it than over the products.
        await foreach (var document in container.Read(null, new QueryRequestOptions(), CosmosJson.Default.PageProductDocument, stop))
        {
            products.Add(document);
        }
        return products;
    }

    private void Drop()
    {
        lock (_lock)
        {
            _changes++;
            (_copy, _reading) = (null, null);
        }
    }
}
