using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Simulation.Services;

/// <summary>One product at 10.00 EUR.</summary>
internal sealed class SimulatedCatalog : ICatalog
{
    public static readonly Product Mug = new(Sku.Parse("MUG"), "Mug", new Money(1000, Currency.Parse("EUR")));

    public ValueTask<Product?> Find(Sku sku, CancellationToken stop) => ValueTask.FromResult(sku == Mug.Sku ? Mug : null);

    public ValueTask<IReadOnlyList<Product>> List(int count, Sku? after, CancellationToken stop) => throw new NotSupportedException("Nobody lists products here.");
}
