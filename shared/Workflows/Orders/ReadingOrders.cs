using Serverless.Domain.Orders;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Orders;

/// <summary>Reads orders for the customers who placed them, and for operators.</summary>
public sealed class ReadingOrders(IOrderStore orders)
{
    /// <summary>Reads one order. Null when there is none, when the id is none, and when the actor may not see it.</summary>
    public async Task<OrderView?> Get(Actor actor, string id, CancellationToken stop) =>
        Visible(actor, id) is { } orderId ? (await orders.View(orderId, stop))?.To(actor) : null;

    /// <summary>Reads what happened to one order. Null when <see cref="Get"/> says null.</summary>
    public async Task<OrderHistoryView?> History(Actor actor, string id, CancellationToken stop) =>
        Visible(actor, id) is { } orderId && await orders.Find(orderId, stop) is { State: var order } ? OrderHistoryView.Of(order, actor) : null;

    /// <summary>The orders that match, newest first: the actor's own, or for an operator those of one customer or of all.</summary>
    public async Task<Listing<OrderView>> List(Actor actor, OrderQuery query, PageRequest page, CancellationToken stop)
    {
        if (query.IsForbiddenTo(actor))
            return new Listing<OrderView>.OperatorsOnly();

        var errors = new List<InvalidField>();
        var filter = query.Read(actor, errors);
        return errors.Count > 0
            ? new Listing<OrderView>.Invalid(errors)
            : await page.Read(
                ParsePosition,
                async (int count, OrderPosition? after) => await orders.List(filter, count, after, stop),
                order => Cursor.Write(order.Facts.Purchase.PlacedAt, order.Id.Value),
                order => OrderView.Of(order, actor),
                FilterPrint.Of(
                    actor.IsOperator ? filter.Customer : null, filter.Statuses is { } statuses ? string.Join(',', statuses) : null, filter.From, filter.To));
    }

    /// <summary>Handles what the change feed of the orders brings: what changed is not kept as it was.</summary>
    public Task Heed(IReadOnlyList<AggregateChange> changes, CancellationToken stop) => orders.Forget(
        [.. changes.Select(change => OrderId.TryParse(change.Id, out var id) ? id : null).OfType<OrderId>()], stop);

    private static OrderId? Visible(Actor actor, string id) => OrderId.TryParse(id, out var orderId) && actor.MaySee(orderId) ? orderId : null;

    private static OrderPosition? ParsePosition(string cursor) =>
        Cursor.ReadPlace(cursor) is var (placedAt, id) && OrderId.TryParse(id, out var orderId) ? new OrderPosition(placedAt, orderId) : null;
}
