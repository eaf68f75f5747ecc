using Serverless.Domain.Orders;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Tests.Simulated;

internal sealed class MemoryOrders : IOrderStore
{
    public MemoryStore<Order> Store { get; } = new();

    /// <summary>The order that nobody can read.</summary>
    public string? Unreadable { get; set; }

    public Task<Stored<Order>?> Find(OrderId id, CancellationToken stop) => id.Value == Unreadable
        ? throw new NotSupportedException("The schema is not known.")
        : Task.FromResult(Store.Find(id.Value));

    /// <summary>What this process believes to have written last.</summary>
    public Stored<Order>? Remembered { get; set; }

    public Stored<Order>? Recall(OrderId id) => Remembered;

    public Task<bool> Save(Order order, Stored<Order>? before, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) =>
        Task.FromResult(Store.Save(order.Id.Value, order, before?.Version, outgoing));

    public Task<IReadOnlyList<Order>> List(OrderFilter filter, int count, OrderPosition? after, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Order>>([.. Store.All
            .Where(order => filter.Customer is null || order.Id.CustomerKey == filter.Customer)
            .Where(order => filter.Statuses?.Contains(OrderView.Of(order).Status) != false)
            .Where(order => !(order.Facts.Purchase.PlacedAt < filter.From) && !(order.Facts.Purchase.PlacedAt >= filter.To))
            .OrderByDescending(order => order.Facts.Purchase.PlacedAt).ThenByDescending(order => order.Id.Value, StringComparer.Ordinal)
            .Where(order => after is null || Compare(OrderPosition.Of(order), after) < 0)
            .Take(count)]);

    public IAsyncEnumerable<OrderId> Unpaid(DateTimeOffset placedBy, CancellationToken stop) => Store.All
        .Where(order => order is (Order.AwaitingPayment or Order.PaymentFailed) && order.Facts.Purchase.PlacedAt <= placedBy)
        .OrderBy(order => order.Facts.Purchase.PlacedAt).Select(order => order.Id).ToList().ToAsyncEnumerable();

    public IAsyncEnumerable<OrderId> Stale(DateTimeOffset after, DateTimeOffset upTo, CancellationToken stop) => Store.All
        .Where(order => order.IsWaiting && order.Facts.ChangedAt > after && order.Facts.ChangedAt <= upTo)
        .Select(order => order.Id).ToList().ToAsyncEnumerable();

    private static int Compare(OrderPosition left, OrderPosition right) => left.PlacedAt == right.PlacedAt
        ? string.CompareOrdinal(left.Id.Value, right.Id.Value)
        : left.PlacedAt.CompareTo(right.PlacedAt);
}
