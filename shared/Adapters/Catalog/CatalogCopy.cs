using System.Collections.Frozen;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Catalog;

/// <summary>The catalog as it was at one moment.</summary>
internal sealed class CatalogCopy
{
    private readonly FrozenDictionary<string, Product> _bySku;
    private readonly Product[] _ordered;

    /// <param name="products">All of them, in any order.</param>
    /// <param name="readAt">A timestamp of the clock that will ask for the age.</param>
    public CatalogCopy(IEnumerable<Product> products, long readAt)
    {
        _ordered = [.. products.OrderBy(product => product.Sku.Value, StringComparer.Ordinal)];
        _bySku = _ordered.ToFrozenDictionary(product => product.Sku.Value, StringComparer.Ordinal);
        ReadAt = readAt;
    }

    public long ReadAt { get; }

    public Product? Find(Sku sku) => _bySku.GetValueOrDefault(sku.Value);

    /// <summary>Whether this is how the product stands here.</summary>
    public bool Shows(ProductChange change) =>
        change.Id is not null && _bySku.TryGetValue(change.Id, out var product)
        && product.Name == change.Name && product.Price.MinorUnits == change.Price?.MinorUnits && product.Price.Currency.Code == change.Price.Currency;

    public IReadOnlyList<Product> List(int count, Sku? after) =>
        [.. _ordered.Skip(after is null ? 0 : FirstAfter(after.Value)).Take(count)];

    private int FirstAfter(string sku)
    {
        var (low, high) = (0, _ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_ordered[middle].Sku.Value, sku) <= 0 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
