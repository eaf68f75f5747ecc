using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;

namespace Serverless.Embedded.Redis;

/// <summary>
/// Cache entries as the official package lays them out, so that both read each other's: a hash under the instance's prefix and the key,
/// with <c>absexp</c> and <c>sldexp</c> in ticks (-1 for none) and <c>data</c>, and a time to live on the whole.
/// </summary>
internal sealed class RedisHashes(RedisClient client, string prefix, TimeProvider time) : IDisposable
{
    private const long None = -1;

    /// <summary>Reads the data, and begins a sliding expiration anew.</summary>
    public async Task<byte[]?> Get(string key, CancellationToken stop)
    {
        var fields = await Read(RedisCommand.Of("HMGET", prefix + key, "absexp", "sldexp", "data"), stop);
        await Slide(key, fields, stop);
        return fields[2];
    }

    /// <summary>Begins a sliding expiration anew; does nothing for an entry that has none, or does not exist.</summary>
    public async Task Refresh(string key, CancellationToken stop) =>
        await Slide(key, await Read(RedisCommand.Of("HMGET", prefix + key, "absexp", "sldexp"), stop), stop);

    public async Task Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (options.AbsoluteExpiration <= now)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.AbsoluteExpiration, "An entry expires in the future.");
        }
        var absolute = options.AbsoluteExpirationRelativeToNow is { } after ? now + after : options.AbsoluteExpiration;
        var command = new RedisCommand()
            .Begin("HSET", 8).Add(prefix + key)
            .Add("absexp").Add(absolute?.UtcTicks ?? None)
            .Add("sldexp").Add(options.SlidingExpiration?.Ticks ?? None)
            .Add("data").Add(value);
        if (TimeLeft(now, absolute, options.SlidingExpiration) is { } left)
        {
            command.Begin("EXPIRE", 3).Add(prefix + key).Add((long)left.TotalSeconds);
        }
        await client.Send(command, stop);
    }

    public Task Remove(string key, CancellationToken stop) => client.Send(RedisCommand.Of("DEL", prefix + key), stop);

    public void Dispose() => client.Dispose();

    private async Task<byte[]?[]> Read(RedisCommand command, CancellationToken stop) => (await client.Send(command, stop))[0] is RedisReply.List list
        ? [.. list.Items.Select(item => (item as RedisReply.Bulk)?.Value)]
        : throw new RedisException("The server answered something else than the fields of a hash.");

    private async Task Slide(string key, byte[]?[] fields, CancellationToken stop)
    {
        if (Ticks(fields[1]) is not { } sliding)
        {
            return;
        }
        var absolute = Ticks(fields[0]) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : (DateTimeOffset?)null;
        var left = TimeLeft(time.GetUtcNow(), absolute, TimeSpan.FromTicks(sliding))!.Value;
        await client.Send(new RedisCommand().Begin("PEXPIRE", 3).Add(prefix + key).Add((long)left.TotalMilliseconds), stop);
    }

    private static long? Ticks(byte[]? field) => field is not null && long.Parse(field) is var ticks and not None ? ticks : null;

    private static TimeSpan? TimeLeft(DateTimeOffset now, DateTimeOffset? absolute, TimeSpan? sliding) => (absolute - now, sliding) switch
    {
        ({ } untilThen, { } pause) => untilThen < pause ? untilThen : pause,
        var (untilThen, pause) => untilThen ?? pause,
    };
}
