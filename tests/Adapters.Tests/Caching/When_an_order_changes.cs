using Serverless.Adapters.Caching;

namespace Serverless.Adapters.Tests.Caching;

public class When_an_order_changes
{
    private readonly SharedCache _cache = new();
    private readonly OneOrder _store = new();
    private readonly TimerClock _clock = new();
    private readonly Instance _a;
    private readonly Instance _b;

    public When_an_order_changes() => (_a, _b) = (new(_cache, _store, _clock), new(_cache, _store, _clock));

    [Fact]
    public async Task Whoever_asks_after_the_answer_sees_it_on_every_instance()
    {
        await _b.Read();
        await _a.Write();
        Assert.Equal([2, 2], [await _a.Read(), await _b.Read()]);
    }

    [Fact]
    public async Task A_slow_reader_does_not_bring_the_old_one_back()
    {
        var arrives = new TaskCompletionSource();
        _store.OnTheWay = () => arrives.Task;
        var slow = _b.Read();
        await _a.Write();
        _store.OnTheWay = null;
        arrives.SetResult();
        Assert.Equal(1, await slow);
        await _cache.Holds("order:1");

        for (var seconds = 0; seconds < 200; seconds += 5)
        {
            Assert.Equal([2, 2], [await _a.Read(), await _b.Read()]);
            _clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Who_asks_after_the_answer_does_not_join_a_read_that_began_before()
    {
        var arrives = new TaskCompletionSource();
        _store.OnTheWay = () => arrives.Task;
        var before = _b.Read();
        await _a.Write();
        _store.OnTheWay = null;
        Assert.Equal(2, await _b.Read());
        arrives.SetResult();
        Assert.Equal(1, await before);
    }

    [Fact]
    public async Task Who_asks_after_opening_it_and_writing_again_sees_the_last_of_it()
    {
        await _b.Read();
        await _a.Write(isAtRest: false);
        await _a.WriteUnannounced(isAtRest: false);
        Assert.Equal(3, await _b.Read());
        await _a.WriteUnannounced(isAtRest: true);
        Assert.Equal([4, 4], [await _a.Read(), await _b.Read()]);
    }

    [Fact]
    public async Task It_is_cached_again_when_the_announcement_is_over()
    {
        await _a.Write();
        await _a.Read();
        _clock.Advance(Announcements.Reach + TimeSpan.FromSeconds(1));
        await _a.Read();
        var reads = _store.Reads;
        Assert.Equal([2, 2], [await _a.Read(), await _b.Read()]);
        Assert.Equal(reads, _store.Reads);
    }

    [Fact]
    public async Task A_write_that_takes_long_is_announced_once_more_before_its_answer()
    {
        await _b.Read();
        var written = new TaskCompletionSource<bool>();
        _store.OnTheWay = null;
        var gate = _a.WriteSlowly(written.Task);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await _b.Read(); // Reads and caches the old one: the announcement is over, and the write is not.
        written.SetResult(true);
        await gate;
        Assert.Equal(2, await _b.Read());
    }

    [Fact]
    public async Task What_cannot_be_announced_is_known_here_and_said_as_soon_as_it_can_be()
    {
        await _b.Read();
        _cache.Before = (_, _) => throw new InvalidOperationException("The server is gone.");
        await _a.Write();
        _cache.Before = null;
        Assert.Equal(1, await _b.Read()); // It cannot know; not for longer than an entry lives.
        Assert.Equal(2, await _a.Read());
        await _cache.Holds(Announcements.KeyOf("order:1"));
        Assert.Equal(2, await _b.Read());
    }
}
