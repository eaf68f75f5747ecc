using System.Text;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Caching;
using Serverless.Adapters.Cosmos;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Orders;

/// <summary>Orders in Cosmos DB: the container <c>orders</c>, a partition for each customer.</summary>
internal sealed class OrderStore(Container container, ReadThroughs caches, TimeProvider time) : IOrderStore
{
    private const string Newest = "SELECT * FROM c WHERE c.type = 'order' AND c.position < @before";

    private const string FirstOfThem = " ORDER BY c.position DESC OFFSET 0 LIMIT @count";

    private const string OpenSince =
        "SELECT VALUE c.id FROM c WHERE c.type = 'order' AND c.openSince <= @before AND ARRAY_CONTAINS(@statuses, c.status)";

    private const string Oldest = " ORDER BY c.openSince";

    private static readonly string[] Unpaying = ["awaitingPayment", "paymentFailed"];
    private static readonly string[] Waiting = ["awaitingPayment", "confirmed", "cancelling", "paid"];

    private readonly AggregateContainer<OrderDocument> _orders = new(container, CosmosJson.Default.OrderDocument);
    private readonly ReadThrough<CachedOrder> _cache = caches.Of("order", CacheJson.Default.KeptCachedOrder);
    private readonly OrdersUnderWay _underWay = new();

    public async Task<Stored<Order>?> Find(OrderId id, CancellationToken stop) =>
        await _orders.Find(id.Value, Partition(id.CustomerKey), stop) is { } found
            ? Stored(found.Document, found.Version)
            : null;

    public Stored<Order>? Recall(OrderId id) =>
        _underWay.Take(id) is { } written && _orders.Read(written.Document) is var document && document.Id == id.Value
            ? Stored(document, new StoreVersion(written.Version))
            : null;

    public async Task<OrderView?> View(OrderId id, CancellationToken stop) =>
        (await _cache.Get(id.Value, async stop => CachedOrder.Of((await Find(id, stop))?.State), static order => order.IsAtRest, stop))?.ToView();

    public Task Forget(IReadOnlyCollection<OrderId> changed, CancellationToken stop) =>
        Task.WhenAll(changed.Select(id => _cache.Forget(id.Value, stop).AsTask()));

    public Task<bool> Save(Order order, Stored<Order>? before, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) =>
        // Only what was at rest may be cached. Whatever it became, its next writes are covered, too: the cache remembers for long enough.
        before?.State.IsAtRest == true
            ? _cache.Change(order.Id.Value, () => Write(order, before, outgoing, stop), stop)
            : Write(order, before, outgoing, stop);

    private async Task<bool> Write(Order order, Stored<Order>? before, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop)
    {
        var key = order.Id.CustomerKey;
        var outbox = OutboxEntry.After(before?.Version, outgoing, time.GetUtcNow());
        if (await _orders.Save(order.Id.Value, Partition(key), order.ToDocument() with { Outbox = outbox }, before?.Version, stop) is not { } saved)
        {
            return false;
        }
        if (order is Order.AwaitingPayment)
        {
            _underWay.Add(order.Id, new(saved.Version.Value, saved.Written));
        }
        return true;
    }

    private static Stored<Order> Stored(OrderDocument document, StoreVersion version) =>
        new(document.ToDomain(), version with { Outbox = document.Outbox });

    public async Task<IReadOnlyList<Order>> List(OrderFilter filter, int count, OrderPosition? after, CancellationToken stop)
    {
        var options = new QueryRequestOptions
        {
            PartitionKey = filter.Customer is { } customer ? Partition(customer) : null,
            MaxItemCount = count,
        };
        var orders = new List<Order>(count);
        await foreach (var document in container.Read(Matching(filter, count, after), options, CosmosJson.Default.PageOrderDocument, stop))
        {
            orders.Add(document.ToDomain());
        }
        return orders;
    }

    public IAsyncEnumerable<OrderId> Unpaid(DateTimeOffset placedBy, CancellationToken stop) =>
        Open(new QueryDefinition(OpenSince + Oldest).WithParameter("@statuses", Unpaying), placedBy, stop);

    public IAsyncEnumerable<OrderId> Stale(DateTimeOffset after, DateTimeOffset upTo, CancellationToken stop) => Open(
        new QueryDefinition($"{OpenSince} AND c.changedAt > @after AND c.changedAt <= @upTo" + Oldest)
            .WithParameter("@statuses", Waiting).WithParameter("@after", after).WithParameter("@upTo", upTo), upTo, stop);

    private static QueryDefinition Matching(OrderFilter filter, int count, OrderPosition? after)
    {
        var statuses = filter.Statuses?.Select((status, number) => (Name: $"@status{number}", Value: OrderMapping.Status(status))).ToList();
        var text = new StringBuilder(Newest);
        if (filter.From is not null)
        {
            text.Append(" AND c.position >= @from");
        }
        if (statuses is not null)
        {
            text.Append($" AND c.status IN ({string.Join(", ", statuses.Select(status => status.Name))})");
        }
        var query = new QueryDefinition(text.Append(FirstOfThem).ToString())
            .WithParameter("@before", Before(filter.To, after)).WithParameter("@count", count);
        query = filter.From is { } from ? query.WithParameter("@from", ListPosition.Of(from)) : query;
        return statuses?.Aggregate(query, (all, status) => all.WithParameter(status.Name, status.Value)) ?? query;
    }

    /// <summary>The place that all of the page come before: one bound, so that an index can use it.</summary>
    private static string Before(DateTimeOffset? to, OrderPosition? after)
    {
        var end = to is { } instant ? ListPosition.Of(instant) : ListPosition.End;
        var place = after is null ? ListPosition.End : OrderMapping.Position(after);
        return string.CompareOrdinal(end, place) < 0 ? end : place;
    }

    private IAsyncEnumerable<OrderId> Open(QueryDefinition query, DateTimeOffset since, CancellationToken stop) => container
        .Read(query.WithParameter("@before", since.ToUnixTimeMilliseconds()), new() { MaxItemCount = 100 }, CosmosJson.Default.PageString, stop)
        .Select(OrderId.Parse);

    private static PartitionKey Partition(CustomerKey key) => new(key.Value);
}
