using System.Buffers;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace Serverless.Embedded.Redis.Tests;

public class When_values_are_cached(Redis redis)
{
    private static readonly DistributedCacheEntryOptions ForAnHour = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private static CancellationToken Stop => Redis.Stop;

    [Fact]
    public async Task What_was_set_is_found_until_it_is_removed()
    {
        using var cache = await redis.Cache("found:");
        Assert.Null(await cache.GetAsync("a", Stop));
        await cache.SetAsync("a", [1, 2, 13, 10, 0], ForAnHour, Stop);
        Assert.Equal([1, 2, 13, 10, 0], await cache.GetAsync("a", Stop));
        Assert.Equal([1, 2, 13, 10, 0], cache.Get("a"));
        await cache.RemoveAsync("a", Stop);
        Assert.Null(await cache.GetAsync("a", Stop));
    }

    [Fact]
    public async Task It_lies_as_the_official_package_lays_it()
    {
        using var cache = await redis.Cache("layout:");
        await cache.SetStringAsync("both", "value", new() { AbsoluteExpiration = new(2126, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), SlidingExpiration = TimeSpan.FromMinutes(5) }, Stop);
        Assert.Equal(
            ["absexp", $"{new DateTime(2126, 1, 2, 2, 4, 5).Ticks}", "sldexp", $"{TimeSpan.FromMinutes(5).Ticks}", "data", "value"],
            (await redis.Cli("HGETALL", "layout:both")).Split('\n'));
        Assert.InRange(int.Parse(await redis.Cli("TTL", "layout:both")), 290, 300);

        await cache.SetStringAsync("neither", "value", new(), Stop);
        Assert.Equal(["absexp", "-1", "sldexp", "-1", "data", "value"], (await redis.Cli("HGETALL", "layout:neither")).Split('\n'));
        Assert.Equal("-1", await redis.Cli("TTL", "layout:neither"));
    }

    [Fact]
    public async Task What_the_official_package_wrote_is_read()
    {
        using var cache = await redis.Cache("theirs:");
        await redis.Cli("HSET", "theirs:a", "absexp", "-1", "sldexp", "3000000000", "data", "hello");
        await redis.Cli("EXPIRE", "theirs:a", "60");
        Assert.Equal("hello", await cache.GetStringAsync("a", Stop));
        Assert.InRange(int.Parse(await redis.Cli("TTL", "theirs:a")), 290, 300); // 3,000,000,000 ticks are five minutes.
    }

    [Fact]
    public async Task It_expires_at_its_time()
    {
        using var cache = await redis.Cache("absolute:");
        await cache.SetStringAsync("a", "value", new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(1) }, Stop);
        Assert.Equal("value", await cache.GetStringAsync("a", Stop));
        await Gone(() => cache.GetStringAsync("a", Stop));
    }

    [Fact]
    public async Task A_read_and_a_refresh_begin_a_sliding_expiration_anew_and_never_past_the_absolute_one()
    {
        using var cache = await redis.Cache("sliding:");
        var hour = new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) };
        await cache.SetStringAsync("a", "value", hour, Stop);
        await redis.Cli("EXPIRE", "sliding:a", "5");
        await cache.GetAsync("a", Stop);
        Assert.InRange(int.Parse(await redis.Cli("TTL", "sliding:a")), 3590, 3600);
        await redis.Cli("EXPIRE", "sliding:a", "5");
        await cache.RefreshAsync("a", Stop);
        Assert.InRange(int.Parse(await redis.Cli("TTL", "sliding:a")), 3590, 3600);

        await cache.SetStringAsync("b", "value", new() { SlidingExpiration = TimeSpan.FromHours(1), AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) }, Stop);
        await cache.RefreshAsync("b", Stop);
        Assert.InRange(int.Parse(await redis.Cli("TTL", "sliding:b")), 50, 60);
        await cache.RefreshAsync("nothing", Stop);
        Assert.Equal("0", await redis.Cli("EXISTS", "sliding:nothing"));
    }

    [Fact]
    public async Task What_would_have_expired_before_it_is_written_is_refused()
    {
        using var cache = await redis.Cache("past:");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            cache.SetStringAsync("a", "value", new() { AbsoluteExpiration = DateTimeOffset.UnixEpoch }, Stop));
    }

    [Fact]
    public async Task Values_may_be_large_and_many_may_be_under_way_at_once()
    {
        using var cache = await redis.Cache("large:", ",name=many");
        var large = Enumerable.Range(0, 5_000_000).Select(at => (byte)(at * 31)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async number =>
        {
            var value = number % 250 == 0 ? large : Encoding.UTF8.GetBytes($"value {number}");
            await cache.SetAsync($"{number}", value, ForAnHour, Stop);
            Assert.Equal(value, await cache.GetAsync($"{number}", Stop));
        }));
        Assert.Equal("1", (await redis.Cli("CLIENT", "LIST")).Split('\n').Count(line => line.Contains("name=many", StringComparison.Ordinal)).ToString());
    }

    [Fact]
    public async Task Buffers_are_read_and_written_without_an_array_of_ones_own()
    {
        using var cache = await redis.Cache("buffers:");
        IBufferDistributedCache buffers = cache;
        await buffers.SetAsync("a", new ReadOnlySequence<byte>([1, 2, 3]), ForAnHour, Stop);
        var read = new ArrayBufferWriter<byte>();
        Assert.True(await buffers.TryGetAsync("a", read, Stop));
        Assert.Equal([1, 2, 3], read.WrittenSpan.ToArray());
        Assert.False(buffers.TryGet("none", read));
    }

    private static Task Gone(Func<Task<string?>> read) => Until.True(async () => await read() is null);
}
