using Serverless.Domain.Catalog;

namespace Serverless.Workflows.Catalog;

/// <summary>What is sold. Reads are cached: a price may be a few seconds old. Outages throw.</summary>
public interface ICatalog
{
    /// <summary>Finds a product, or null when there is none.</summary>
    ValueTask<Product?> Find(Sku sku, CancellationToken stop);

    /// <summary>At most <paramref name="count"/> products by SKU (ordinal), after <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<Product>> List(int count, Sku? after, CancellationToken stop);

    /// <summary>Tells that products were changed, perhaps by another process, so that older ones are not served for long.</summary>
    Task Heed(IReadOnlyList<ProductChange> changes, CancellationToken stop) => Task.CompletedTask;
}
