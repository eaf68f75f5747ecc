using Serverless.Domain.Orders;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation.Services;

internal sealed class SimulatedOrders(SimulatedContainer<Order> container) : IOrderStore
{
    private readonly Dictionary<OrderId, Stored<Order>> underWay = [];

    public Task<Stored<Order>?> Find(OrderId id, CancellationToken stop) => container.Find(id.Value);

    /// <summary>What the adapter remembers: an order that waits for its payment, as it was written last, once.</summary>
    public Stored<Order>? Recall(OrderId id) => underWay.Remove(id, out var order) ? order : null;

    public async Task<bool> Save(Order order, Stored<Order>? before, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop)
    {
        if (await container.Save(order.Id.Value, order, before?.Version, outgoing) is not { } version)
            return false;
        if (order is Order.AwaitingPayment)
            underWay[order.Id] = new Stored<Order>(order, version);
        return true;
    }

    public Task<IReadOnlyList<Order>> List(OrderFilter filter, int count, OrderPosition? after, CancellationToken stop) =>
        throw new NotSupportedException("Nobody lists orders here.");

    public IAsyncEnumerable<OrderId> Unpaid(DateTimeOffset placedBy, CancellationToken stop) =>
        Ids(order => order is Order.AwaitingPayment or Order.PaymentFailed && order.Facts.Purchase.PlacedAt <= placedBy);

    public IAsyncEnumerable<OrderId> Stale(DateTimeOffset after, DateTimeOffset upTo, CancellationToken stop) =>
        Ids(order => order.IsWaiting && order.Facts.ChangedAt > after && order.Facts.ChangedAt <= upTo);

    private async IAsyncEnumerable<OrderId> Ids(Func<Order, bool> wanted)
    {
        foreach (var order in await container.Query(wanted))
            yield return order.Id;
    }
}
