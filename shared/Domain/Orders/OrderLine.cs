using Serverless.Domain.Catalog;

namespace Serverless.Domain.Orders;

/// <summary>One line of an order, with the name and price of the day it was placed.</summary>
public sealed record OrderLine(Sku Sku, string Name, int Quantity, Money UnitPrice)
{
    /// <summary>The most pieces of one line.</summary>
    public const int MaxQuantity = 1_000;

    /// <summary>Unit price times quantity.</summary>
    public Money Total => UnitPrice * Quantity;
}
