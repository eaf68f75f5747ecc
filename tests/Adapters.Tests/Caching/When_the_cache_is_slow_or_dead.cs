namespace Serverless.Adapters.Tests.Caching;

public class When_the_cache_is_slow_or_dead
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(30);

    private readonly SharedCache _cache = new() { Before = (_, _) => new TaskCompletionSource().Task };
    private readonly OneOrder _store = new();
    private readonly TimerClock _clock = new();
    private readonly Instance _instance;

    public When_the_cache_is_slow_or_dead() => _instance = new(_cache, _store, _clock);

    [Fact]
    public async Task A_read_waits_for_it_thirty_milliseconds_and_then_goes_on_without()
    {
        var read = _instance.Read();
        _clock.Advance(Budget - TimeSpan.FromMilliseconds(1));
        Assert.False(read.IsCompleted);
        Assert.Equal(0, _store.Reads);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await read);
    }

    [Fact]
    public async Task A_write_waits_no_longer()
    {
        var write = _instance.Write();
        _clock.Advance(Budget);
        Assert.True(await write);
        Assert.Equal(2, _store.Order!.Version);
    }

    [Fact]
    public async Task After_some_failures_nobody_waits_until_it_is_tried_again()
    {
        await Fail(times: 5);
        var asked = _cache.Asked;
        Assert.Equal(1, await _instance.Read());
        Assert.Equal(asked, _cache.Asked);

        _cache.Before = null;
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _instance.Read();
        await _cache.Holds("order:1");
        var reads = _store.Reads;
        await _instance.Read();
        Assert.Equal(reads, _store.Reads);
    }

    [Fact]
    public async Task The_metric_says_so()
    {
        using var outcomes = new Outcomes();
        await Fail(times: 5);
        await _instance.Read();
        _cache.Before = null;
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _instance.Read();
        await _cache.Holds("order:1");
        await _instance.Read();
        Assert.Equal(["error", "error", "error", "error", "error", "skipped", "miss", "hit"], outcomes.OfThisTest);
    }

    private async Task Fail(int times)
    {
        for (var time = 0; time < times; time++)
        {
            var read = _instance.Read();
            _clock.Advance(Budget);
            await read;
        }
    }
}
