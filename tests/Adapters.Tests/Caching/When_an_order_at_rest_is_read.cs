using System.Text;

namespace Serverless.Adapters.Tests.Caching;

public class When_an_order_at_rest_is_read
{
    private readonly SharedCache _cache = new();
    private readonly OneOrder _store = new();
    private readonly TimerClock _clock = new();

    [Fact]
    public async Task The_second_who_asks_costs_no_read_on_any_instance()
    {
        var (a, b) = (NewInstance(), NewInstance());
        Assert.Equal([1, 1, 1], [await a.Read(), await a.Read(), await b.Read()]);
        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task Many_who_ask_at_once_make_one_read()
    {
        var a = NewInstance();
        var arrives = new TaskCompletionSource();
        _store.OnTheWay = () => arrives.Task;
        var asking = Enumerable.Range(0, 100).Select(_ => a.Read()).ToList();
        arrives.SetResult();
        Assert.All(await Task.WhenAll(asking), version => Assert.Equal(1, version));
        Assert.Equal(1, _store.Reads);
    }

    [Fact]
    public async Task It_is_believed_for_its_lifetime_alone_whatever_the_cache_keeps()
    {
        var a = NewInstance();
        await a.Read();
        _clock.Advance(TimeSpan.FromSeconds(59));
        await a.Read();
        Assert.Equal(1, _store.Reads);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await a.Read();
        Assert.Equal(2, _store.Reads);
    }

    [Fact]
    public async Task What_nobody_can_read_is_as_good_as_nothing()
    {
        var a = NewInstance();
        await a.Read();
        foreach (var garbage in new[] { "", "null", "{}", "no JSON", """{"asOf":"2026-03-01T12:00:00Z","value":{"colour":"blue"}}""" })
        {
            _cache.Entries["order:1"] = Encoding.UTF8.GetBytes(garbage);
            Assert.Equal(1, await a.Read());
        }
        Assert.Equal(6, _store.Reads);
    }

    [Fact]
    public async Task Neither_payment_methods_nor_idempotency_keys_are_cached()
    {
        await NewInstance().Read();
        var entry = Encoding.UTF8.GetString(_cache.Entries["order:1"]);
        Assert.Contains("\"status\":\"paid\"", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("pm_", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("retry 1", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_order_is_read_by_each_who_asks()
    {
        var a = NewInstance();
        await a.WriteUnannounced(isAtRest: false);
        var arrives = new TaskCompletionSource();
        _store.OnTheWay = () => arrives.Task;
        var asking = Enumerable.Range(0, 10).Select(_ => a.Read()).ToList();
        arrives.SetResult();
        await Task.WhenAll(asking);
        await a.Read();
        Assert.Equal(11, _store.Reads);
        Assert.Empty(_cache.Entries);
    }

    private Instance NewInstance() => new(_cache, _store, _clock);
}
