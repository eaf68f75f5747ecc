using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Serverless.Servers;

namespace Serverless.Embedded.Redis.Tests;

public class When_the_server_goes_away
{
    private static CancellationToken Stop => Redis.Stop;

    [Fact]
    public async Task Commands_fail_at_once_and_work_again_when_it_is_back()
    {
        var port = Server.FreePort();
        var server = await Redis.Start(port);
        using var cache = Redis.Cache(port, "");
        await cache.SetStringAsync("a", "before", Stop);

        await server.DisposeAsync();
        await Until.True(async () => !await Works(cache));
        await using var again = await Redis.Start(port);
        await Until.True(() => Works(cache));
        Assert.Null(await cache.GetStringAsync("a", Stop)); // It kept nothing.
    }

    [Fact]
    public async Task Killed_under_load_no_command_hangs_and_none_gets_the_answer_of_another()
    {
        var port = Server.FreePort();
        var server = await Redis.Start(port);
        using var cache = Redis.Cache(port, "", ",asyncTimeout=2000");
        using var end = new CancellationTokenSource();
        var (done, failed) = (0, 0);
        var load = Enumerable.Range(0, 50).Select(async client =>
        {
            for (var round = 0; !end.IsCancellationRequested; round++)
            {
                var mine = $"{client}/{round}";
                try
                {
                    await cache.SetStringAsync(mine, mine, Stop);
                    if (await cache.GetStringAsync(mine, Stop) is { } read) // A restarted server has forgotten it.
                    {
                        Assert.Equal(mine, read);
                    }
                    Interlocked.Increment(ref done);
                }
                catch (RedisException)
                {
                    Interlocked.Increment(ref failed);
                    await Task.Yield();
                }
            }
        }).ToList();

        for (var kills = 0; kills < 3; kills++)
        {
            var before = Volatile.Read(ref done);
            await Until.True(() => Volatile.Read(ref done) > before + 200);
            var failures = Volatile.Read(ref failed);
            await server.DisposeAsync();
            await Until.True(() => Volatile.Read(ref failed) > failures);
            server = await Redis.Start(port);
        }
        var last = Volatile.Read(ref done);
        await Until.True(() => Volatile.Read(ref done) > last + 200);
        await end.CancelAsync();
        await Task.WhenAll(load).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task One_that_says_nothing_is_given_up_and_found_again()
    {
        var port = Server.FreePort();
        await using var server = await Redis.Start(port);
        using var cache = Redis.Cache(port, "", ",asyncTimeout=300,connectTimeout=300");
        await cache.SetStringAsync("a", "value", Stop);

        await Redis.Cli(port, "CLIENT", "PAUSE", "1500", "ALL");
        await Assert.ThrowsAsync<RedisException>(() => cache.GetStringAsync("a", Stop));
        await Until.True(() => Works(cache));
        Assert.Equal("value", await cache.GetStringAsync("a", Stop));
    }

    [Fact]
    public async Task One_that_was_never_there_is_named()
    {
        var port = Server.FreePort();
        using var cache = Redis.Cache(port, "");
        var failure = await Assert.ThrowsAsync<RedisException>(() => cache.GetAsync("a", Stop));
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pause_before_the_next_try_doubles_up_to_five_seconds_and_half_of_it_is_chance()
    {
        Assert.Equal([25, 50, 100, 200], Enumerable.Range(0, 4).Select(failures => RedisClient.Pause(failures, 0).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromMilliseconds(400), RedisClient.Pause(3, 1));
        Assert.Equal(TimeSpan.FromSeconds(5), RedisClient.Pause(1_000_000, 1));
    }

    private static async Task<bool> Works(RedisCache cache)
    {
        try
        {
            await cache.GetAsync("any", Stop);
            return true;
        }
        catch (RedisException)
        {
            return false;
        }
    }
}
