using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serverless.Adapters.Caching;
using Serverless.Adapters.Orders;
using Serverless.Domain.Orders;

namespace Serverless.Adapters.Tests.Caching;

/// <summary>One instance of the application, as far as it caches orders; the store is that of all instances.</summary>
internal sealed class Instance
{
    private readonly ReadThrough<CachedOrder> _orders;
    private readonly OneOrder _store;

    public Instance(SharedCache cache, OneOrder store, TimeProvider clock)
    {
        _store = store;
        var options = Options.Create(new CacheOptions { RedisConnection = "redis" });
        var gate = new CacheGate(cache, options, clock, NullLogger<CacheGate>.Instance);
        _orders = new ReadThroughs(gate, new Announcements(gate, options, clock), options, clock).Of("order", CacheJson.Default.KeptCachedOrder);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The version that somebody sees who asks this instance.</summary>
    public async Task<long?> Read() => (await _orders.Get("1", _store.Read, order => order.IsAtRest, Stop))?.ToView().Version;

    /// <summary>Writes the next version, as one does who found the order at rest.</summary>
    public Task<bool> Write(bool isAtRest = true) => _orders.Change("1", () => WriteUnannounced(isAtRest), Stop);

    /// <summary>The same, when the store takes its time.</summary>
    public Task<bool> WriteSlowly(Task done) => _orders.Change("1", async () =>
    {
        await done;
        return await WriteUnannounced(isAtRest: true);
    }, Stop);

    /// <summary>The same, as one does who found the order open.</summary>
    public Task<bool> WriteUnannounced(bool isAtRest)
    {
        _store.Order = CachedOrder.Of(isAtRest ? new Order.Paid(Facts(_store.Order)) : new Order.AwaitingPayment(Facts(_store.Order)));
        return Task.FromResult(true);
    }

    public static OrderFacts Facts(CachedOrder? before) => Samples.Rest("cart-1") with { Version = (before?.Version ?? 0) + 1 };
}

/// <summary>The store of one order.</summary>
internal sealed class OneOrder
{
    public CachedOrder? Order { get; set; } = CachedOrder.Of(new Order.Paid(Instance.Facts(null)));

    public int Reads { get; private set; }

    /// <summary>Awaited after the order was read and before it is handed over.</summary>
    public Func<Task>? OnTheWay { get; set; }

    public async Task<CachedOrder?> Read(CancellationToken stop)
    {
        Reads++;
        var read = Order;
        await (OnTheWay?.Invoke() ?? Task.CompletedTask);
        return read;
    }
}
