using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Caching;

/// <summary>
/// Who changes what others may have cached says so first: until the announcement is over, every instance goes to the store, and what was
/// read before then is not believed any more. It is remembered for longer than any such entry lives, so that it does not matter when a
/// slow reader puts an old value back.
/// </summary>
internal sealed class Announcements(CacheGate gate, IOptions<CacheOptions> options, TimeProvider time)
{
    /// <summary>The longest that a write may take, with the difference between two instances' clocks.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(1);

    private const int MostUnheard = 10_000;

    // What could not be said: at least this instance knows, until nobody can have an old entry any more.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _unheard = new(StringComparer.Ordinal);
    private long _everythingUntil;
    private int _retrying;
    private volatile bool _hasUnheard;

    /// <summary>The key under which an announcement stands.</summary>
    public static string KeyOf(string key) => $"{key}:changing";

    /// <summary>Until when an announcement goes, as it was read; the beginning of time for none.</summary>
    public static DateTimeOffset Read(byte[]? announcement) =>
        announcement?.Length == sizeof(long) ? new(BinaryPrimitives.ReadInt64BigEndian(announcement), TimeSpan.Zero) : DateTimeOffset.MinValue;

    /// <summary>Writes something, announced. The answer to the write should wait for this.</summary>
    public async Task<T> Around<T>(string key, Func<Task<T>> write, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        await Announce(key, stop);
        try
        {
            return await write();
        }
        finally
        {
            if (time.GetElapsedTime(began) > Reach / 2)
            {
                await Announce(key, CancellationToken.None);
            }
        }
    }

    /// <summary>Announces that something changes about now.</summary>
    public async ValueTask Announce(string key, CancellationToken stop)
    {
        if (!options.Value.IsUsed)
        {
            return;
        }
        var until = time.GetUtcNow() + Reach;
        if (!await Say(key, until, stop))
        {
            Remember(key, until);
        }
    }

    /// <summary>Until when this instance alone knows that the key changes; the beginning of time for not at all.</summary>
    public DateTimeOffset Unheard(string key)
    {
        if (!_hasUnheard)
        {
            return DateTimeOffset.MinValue;
        }
        var everything = new DateTimeOffset(Volatile.Read(ref _everythingUntil), TimeSpan.Zero);
        return _unheard.TryGetValue(key, out var until) && until > everything ? until : everything;
    }

    /// <summary>Says what could not be said before. To be called when the cache has just answered.</summary>
    public void Repeat()
    {
        if (_hasUnheard && Interlocked.Exchange(ref _retrying, 1) == 0)
        {
            _ = SayAgain();
        }
    }

    private async Task SayAgain()
    {
        foreach (var (key, until) in _unheard)
        {
            var now = time.GetUtcNow();
            if (now <= until + options.Value.Lifetime && !await Say(key, now + Reach, CancellationToken.None))
            {
                break;
            }
            _unheard.TryRemove(new(key, until));
        }
        // In this order: who remembers something meanwhile says so afterwards, and is not overwritten.
        _hasUnheard = false;
        if (!_unheard.IsEmpty || Volatile.Read(ref _everythingUntil) > time.GetUtcNow().UtcTicks)
        {
            _hasUnheard = true;
        }
        Volatile.Write(ref _retrying, 0);
    }

    private async ValueTask<bool> Say(string key, DateTimeOffset until, CancellationToken stop)
    {
        var announcement = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(announcement, until.UtcTicks);
        var kept = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = Reach + options.Value.Lifetime + Reach };
        var outcome = await gate.Pass(cache => Task.WhenAll(cache.SetAsync(KeyOf(key), announcement, kept, stop), cache.RemoveAsync(key, stop)), stop);
        CacheMetrics.Write(outcome);
        return outcome == CacheOutcome.Done;
    }

    private void Remember(string key, DateTimeOffset until)
    {
        if (_unheard.Count < MostUnheard)
        {
            _unheard[key] = until;
        }
        else
        {
            // Too much to remember one by one: nothing is believed for as long.
            Interlocked.Exchange(ref _everythingUntil, until.UtcTicks);
        }
        _hasUnheard = true;
    }
}
