using Serverless.Domain;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Reads orders for the customers who placed them, and single ones for operators.</summary>
public sealed class ReadingOrders(IOrderStore orders)
{
    /// <summary>Reads one order. Null when there is none, when the id is none, and when the actor may not see it.</summary>
    public async Task<OrderView?> Get(Actor actor, string id, CancellationToken stop) =>
        await Find(actor, id, stop) is { } order ? OrderView.Of(order, actor) : null;

    /// <summary>Reads what happened to one order. Null when <see cref="Get"/> says null.</summary>
    public async Task<OrderHistoryView?> History(Actor actor, string id, CancellationToken stop) =>
        await Find(actor, id, stop) is { } order ? OrderHistoryView.Of(order, actor) : null;

    /// <summary>A customer's orders, newest first.</summary>
    public Task<Listing<OrderView>> List(CustomerId customer, PageRequest page, CancellationToken stop) => page.Read(
        ParsePosition,
        async (int count, OrderPosition? after) => await orders.List(customer.Key, count, after, stop),
        order => Cursor.Write(order.Facts.Purchase.PlacedAt, order.Id.Value),
        OrderView.Of);

    private async Task<Order?> Find(Actor actor, string id, CancellationToken stop) =>
        OrderId.TryParse(id, out var orderId) && actor.MaySee(orderId) ? (await orders.Find(orderId, stop))?.State : null;

    private static OrderPosition? ParsePosition(string cursor) =>
        Cursor.ReadPlace(cursor) is var (placedAt, id) && OrderId.TryParse(id, out var orderId) ? new OrderPosition(placedAt, orderId) : null;
}
