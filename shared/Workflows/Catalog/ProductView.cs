using System.Text.Json.Serialization;
using Serverless.Contracts;
using Serverless.Domain.Catalog;

namespace Serverless.Workflows.Catalog;

/// <summary>A product as everybody sees it.</summary>
public sealed record ProductView(string Sku, string Name, Amount Price)
{
    /// <summary>Changes with the product: the entity tag.</summary>
    [JsonIgnore]
    public string Tag { get; init; } = "";

    internal static ProductView Of(Product product) => new(product.Sku.Value, product.Name, product.Price.ToWire()) { Tag = product.Tag };
}
