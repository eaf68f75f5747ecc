using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation.Services;

internal sealed class SimulatedOrders(SimulatedContainer<Order> container) : IOrderStore
{
    public Task<Stored<Order>?> Find(OrderId id, CancellationToken stop) => container.Find(id.Value);

    public Task<bool> Save(Order order, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) =>
        container.Save(order.Id.Value, order, expected, outgoing);

    public Task<IReadOnlyList<Order>> List(CustomerKey customer, int count, OrderPosition? after, CancellationToken stop) =>
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
