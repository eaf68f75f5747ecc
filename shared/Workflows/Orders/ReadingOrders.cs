using System.Globalization;
using Serverless.Domain;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Reads orders for the customers who placed them.</summary>
public sealed class ReadingOrders(IOrderStore orders)
{
    /// <summary>Reads one order. Null when there is none, when the id is none, and when the order is somebody else's.</summary>
    public async Task<OrderView?> Get(CustomerId customer, string id, CancellationToken stop) =>
        OrderId.TryParse(id, out var orderId) && orderId.BelongsTo(customer) && await orders.Find(orderId, stop) is { } order
            ? OrderView.Of(order.State)
            : null;

    /// <summary>A customer's orders, newest first.</summary>
    public Task<Listing<OrderView>> List(CustomerId customer, PageRequest page, CancellationToken stop) => page.Read(
        ParsePosition,
        async (int count, OrderPosition? after) => await orders.List(customer.Key, count, after, stop),
        order => Cursor.Write($"{OrderPosition.Of(order).PlacedAt.UtcTicks}.{order.Id}"),
        OrderView.Of);

    private static OrderPosition? ParsePosition(string cursor) =>
        Cursor.Read(cursor)?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var placedAt)
        && placedAt <= DateTimeOffset.MaxValue.UtcTicks
        && OrderId.TryParse(id, out var orderId)
            ? new OrderPosition(new DateTimeOffset(placedAt, TimeSpan.Zero), orderId)
            : null;
}
