using Serverless.Domain.Orders;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Orders;

/// <summary>Where orders are kept. Outages throw.</summary>
public interface IOrderStore
{
    /// <summary>Reads one order: a point read.</summary>
    Task<Stored<Order>?> Find(OrderId id, CancellationToken stop);

    /// <summary>
    /// The order as this process wrote it last, if it is remembered, without a read. Somebody else may have written it since: it is good for
    /// a save, which its version guards, and not for telling anybody what the order is.
    /// </summary>
    Stored<Order>? Recall(OrderId id) => null;

    /// <summary>
    /// What there is to see of one order, with all that operators see. One at rest (<see cref="Order.IsAtRest"/>) may come from a cache, which
    /// no <see cref="Save"/> that was answered is missing from; it is for telling, and nothing is decided from it.
    /// </summary>
    async Task<OrderView?> View(OrderId id, CancellationToken stop) =>
        await Find(id, stop) is { State: var order } ? OrderView.Whole(order) : null;

    /// <summary>Tells that orders were changed, perhaps by another process, so that none is kept that is older.</summary>
    Task Forget(IReadOnlyCollection<OrderId> changed, CancellationToken stop) => Task.CompletedTask;

    /// <summary>
    /// Writes the order and its outgoing messages in one write. <paramref name="before"/> is what was read or recalled, or null for an order
    /// that must not exist yet. False when somebody else wrote first: then nothing was written.
    /// </summary>
    Task<bool> Save(Order order, Stored<Order>? before, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop);

    /// <summary>
    /// The orders that match, newest first (<see cref="Purchase.PlacedAt"/>, then id, both descending): at most <paramref name="count"/>
    /// that come after <paramref name="after"/>.
    /// </summary>
    Task<IReadOnlyList<Order>> List(OrderFilter filter, int count, OrderPosition? after, CancellationToken stop);

    /// <summary>
    /// The orders of all customers that are not paid (<see cref="Order.AwaitingPayment"/>, <see cref="Order.PaymentFailed"/>) and were
    /// placed at this time or before, oldest first; read page by page while they are taken.
    /// </summary>
    IAsyncEnumerable<OrderId> Unpaid(DateTimeOffset placedBy, CancellationToken stop);

    /// <summary>
    /// The orders of all customers of whose payment more is to come (<see cref="Order.IsWaiting"/>) and that changed last after
    /// <paramref name="after"/> and not after <paramref name="upTo"/>; read page by page while they are taken.
    /// </summary>
    IAsyncEnumerable<OrderId> Stale(DateTimeOffset after, DateTimeOffset upTo, CancellationToken stop);
}
