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
        throw new NotSupportedException("Nobody looks for unpaid orders here.");

    public IAsyncEnumerable<OrderId> Stale(DateTimeOffset after, DateTimeOffset upTo, CancellationToken stop) =>
        throw new NotSupportedException("Nobody looks for stale orders here.");
}
