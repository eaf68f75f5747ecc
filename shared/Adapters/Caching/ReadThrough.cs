using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Distributed;

namespace Serverless.Adapters.Caching;

/// <summary>
/// A cache aside of a store, for values that change only by writes that are announced first (<see cref="Announcements"/>): then nobody
/// sees less than what was written before he asked. Many who ask at once for what is not cached make one read. Without the cache, each
/// asks the store for himself.
/// </summary>
internal sealed class ReadThrough<T>(
    string what, JsonTypeInfo<Kept<T>> json, CacheGate gate, Announcements announcements, CacheOptions options, TimeProvider time)
    where T : class
{
    private readonly ConcurrentDictionary<(string Key, DateTimeOffset Announced), Task<(T? Value, bool Lasts)>> _reading = [];

    /// <summary>The value as it is cached, or as it is read now.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="read">Reads it from the store.</param>
    /// <param name="lasts">Whether it changes by announced writes alone. Else it is not kept, and not shared with others who ask.</param>
    /// <param name="stop">Stops waiting.</param>
    public async ValueTask<T?> Get(string id, Func<CancellationToken, Task<T?>> read, Func<T, bool> lasts, CancellationToken stop)
    {
        if (!options.IsUsed)
        {
            return await read(stop);
        }
        var key = KeyOf(id);
        // Asked before the cache is: as soon as all have heard, it is not remembered here any more.
        var unheard = announcements.Unheard(key);
        var look = new Look(key);
        var outcome = await gate.Pass(look.Ask, stop);
        if (outcome != CacheOutcome.Done)
        {
            CacheMetrics.Read(what, CacheMetrics.Name(outcome));
            return await read(stop);
        }
        announcements.Repeat();
        var announced = Later(Announcements.Read(look.Announcement), unheard);
        if (Believe(look.Entry, announced) is { } cached)
        {
            CacheMetrics.Read(what, "hit");
            return cached;
        }
        CacheMetrics.Read(what, "miss");
        return announced >= time.GetUtcNow() ? await read(stop) : await Share(key, announced, read, lasts, stop);
    }

    /// <summary>Writes what may be cached, announced.</summary>
    public Task<TResult> Change<TResult>(string id, Func<Task<TResult>> write, CancellationToken stop) => announcements.Around(KeyOf(id), write, stop);

    /// <summary>Announces a change that was made elsewhere.</summary>
    public ValueTask Changed(string id, CancellationToken stop) => announcements.Announce(KeyOf(id), stop);

    /// <summary>Forgets what was cached, as well as that can be done now.</summary>
    public async ValueTask Forget(string id, CancellationToken stop)
    {
        if (options.IsUsed)
        {
            await gate.Pass(cache => cache.RemoveAsync(KeyOf(id), stop), stop);
        }
    }

    private string KeyOf(string id) => $"{what}:{id}";

    private T? Believe(byte[]? entry, DateTimeOffset announced)
    {
        try
        {
            return entry is not null && JsonSerializer.Deserialize(entry, json) is { } kept
                && kept.AsOf > announced && kept.AsOf + options.Believed > time.GetUtcNow()
                    ? kept.Value
                    : null;
        }
        catch (JsonException)
        {
            return null; // Another release wrote it.
        }
    }

    /// <summary>
    /// The read that is under way, or a new one. Who joins has seen no announcement after which it began, so a value that lasts is as new as
    /// his own would be; for any other he reads himself.
    /// </summary>
    private async Task<T?> Share(string key, DateTimeOffset announced, Func<CancellationToken, Task<T?>> read, Func<T, bool> lasts, CancellationToken stop)
    {
        var mine = new TaskCompletionSource<(T? Value, bool Lasts)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _reading.GetOrAdd((key, announced), mine.Task);
        if (running != mine.Task)
        {
            var shared = await running.WaitAsync(stop);
            return shared.Lasts ? shared.Value : await read(stop);
        }
        _ = Read(mine, key, announced, read, lasts);
        return (await mine.Task.WaitAsync(stop)).Value;
    }

    private async Task Read(
        TaskCompletionSource<(T? Value, bool Lasts)> result, string key, DateTimeOffset announced, Func<CancellationToken, Task<T?>> read, Func<T, bool> lasts)
    {
        try
        {
            var asOf = time.GetUtcNow();
            var value = await read(CancellationToken.None);
            var isKept = value is not null && lasts(value);
            result.SetResult((value, isKept));
            if (isKept && asOf > announced)
            {
                await Keep(key, new(asOf, value!)); // Before the next may begin to read.
            }
        }
        catch (Exception failure)
        {
            result.TrySetException(failure);
            _ = result.Task.Exception; // Seen, also when all who waited have gone.
        }
        _reading.TryRemove((key, announced), out _);
    }

    // Nobody waits for it: whoever asked has his answer.
    private ValueTask<CacheOutcome> Keep(string key, Kept<T> kept)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(kept, json);
        var lifetime = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = options.Believed };
        return gate.Pass(cache => cache.SetAsync(key, bytes, lifetime, CancellationToken.None), CancellationToken.None);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>Asks for an entry and for its announcement, both at once.</summary>
    private sealed class Look(string key)
    {
        public byte[]? Entry { get; private set; }

        public byte[]? Announcement { get; private set; }

        public async Task Ask(IDistributedCache cache)
        {
            var (entry, announcement) = (cache.GetAsync(key), cache.GetAsync(Announcements.KeyOf(key)));
            await Task.WhenAll(entry, announcement);
            (Entry, Announcement) = (await entry, await announcement);
        }
    }
}
