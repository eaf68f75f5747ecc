using Serverless.Domain.Catalog;

namespace Serverless.Workflows.Catalog;

/// <summary>Reads the catalog for everybody.</summary>
public sealed class ReadingCatalog(ICatalog catalog)
{
    /// <summary>Reads one product, or null when there is none.</summary>
    public async Task<ProductView?> Get(string sku, CancellationToken stop) =>
        Sku.TryParse(sku, out var wanted) && await catalog.Find(wanted, stop) is { } product ? ProductView.Of(product) : null;

    /// <summary>Products by SKU.</summary>
    public Task<Listing<ProductView>> List(PageRequest page, CancellationToken stop) => page.Read(
        cursor => Sku.TryParse(Cursor.Read(cursor), out var sku) ? sku : null,
        (int count, Sku? after) => catalog.List(count, after, stop),
        product => Cursor.Write(product.Sku.Value),
        ProductView.Of);

    /// <summary>Handles what the change feed of the catalog brings. Deletions are not among it.</summary>
    public Task Heed(IReadOnlyList<ProductChange> changes, CancellationToken stop) => catalog.Heed(changes, stop);
}
