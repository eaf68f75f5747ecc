using Serverless.Adapters.Cosmos;
using Serverless.Domain.Catalog;

namespace Serverless.Adapters.Catalog;

/// <summary>A product as it is stored, under its SKU.</summary>
internal sealed record ProductDocument(string Id, int SchemaVersion, string Name, MoneyDocument Price)
{
    public const int CurrentSchema = 1;

    public static ProductDocument Of(Product product) => new(product.Sku.Value, CurrentSchema, product.Name, MoneyDocument.Of(product.Price));

    public Product ToDomain() => SchemaVersion == CurrentSchema
        ? new Product(Sku.Parse(Id), Name, Price.ToDomain())
        : throw new NotSupportedException($"Product {Id} has schema {SchemaVersion}; {CurrentSchema} is known.");
}
