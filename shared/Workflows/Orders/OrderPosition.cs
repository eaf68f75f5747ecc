using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Where an order stands in a list.</summary>
public sealed record OrderPosition(DateTimeOffset PlacedAt, OrderId Id)
{
    /// <summary>The position of an order.</summary>
    public static OrderPosition Of(Order order) => new(order.Facts.Purchase.PlacedAt, order.Id);
}
