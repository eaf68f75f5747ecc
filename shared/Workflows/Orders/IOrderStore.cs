using Serverless.Domain;
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
    /// Writes the order and its outgoing messages in one write. <paramref name="expected"/> is the version that was read, or null for an
    /// order that must not exist yet. False when somebody else wrote first: then nothing was written.
    /// </summary>
    Task<bool> Save(Order order, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop);

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
