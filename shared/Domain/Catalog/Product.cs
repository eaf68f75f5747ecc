namespace Serverless.Domain.Catalog;

/// <summary>Something that is sold, at the price of one piece.</summary>
public sealed record Product(Sku Sku, string Name, Money Price);
