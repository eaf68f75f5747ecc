using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Workflows.Tests.Simulated;

internal sealed class MemoryCatalog : ICatalog
{
    public SortedDictionary<string, Product> Products { get; } = new(StringComparer.Ordinal);

    public void Sell(string sku, long price, string currency = "EUR") =>
        Products[sku] = new Product(Sku.Parse(sku), $"The {sku}", new Money(price, Currency.Parse(currency)));

    public ValueTask<Product?> Find(Sku sku, CancellationToken stop) => ValueTask.FromResult(Products.GetValueOrDefault(sku.Value));

    public ValueTask<IReadOnlyList<Product>> List(int count, Sku? after, CancellationToken stop) => ValueTask.FromResult<IReadOnlyList<Product>>(
        [.. Products.Values.Where(product => after is null || string.CompareOrdinal(product.Sku.Value, after.Value) > 0).Take(count)]);
}
