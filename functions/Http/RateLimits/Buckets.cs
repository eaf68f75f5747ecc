using System.Collections.Concurrent;

namespace Serverless.Functions.Http.RateLimits;

/// <summary>
/// A bucket for each caller, in two generations: whoever asks nothing while a whole generation passes has a full bucket by then, and is
/// forgotten with the old one. A generation also ends when it holds <see cref="Capacity"/>, so that a flood of callers takes no more
/// memory than that; it may give a caller that is quiet meanwhile a full bucket too early.
/// </summary>
internal sealed class Buckets(Budget budget, TimeProvider clock)
{
    internal const int Capacity = 10_000;
    private static readonly long ShortestGeneration = TimeSpan.FromMinutes(1).Ticks;

    private readonly long _generation = Math.Max(budget.Filling, ShortestGeneration);
    private readonly Lock _turning = new();
    private ConcurrentDictionary<object, TokenBucket> _young = new();
    private ConcurrentDictionary<object, TokenBucket> _old = new();
    private long _turnedAt = clock.GetUtcNow().UtcTicks;
    private int _held;

    public Budget Budget => budget;

    /// <summary>How many callers are remembered.</summary>
    internal int Count => _young.Count + _old.Count;

    /// <summary>Takes a token of this caller, who may be anything that can be compared.</summary>
    public Grant Take(object caller)
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (IsOver(now))
        {
            Turn(now);
        }
        return Find(caller).Take(budget, now);
    }

    /// <summary>What <see cref="Take"/> would answer now. Nothing is taken, and nobody remembered.</summary>
    public Grant Look(object caller) =>
        _young.TryGetValue(caller, out var known) || _old.TryGetValue(caller, out known)
            ? known.Look(budget, clock.GetUtcNow().UtcTicks)
            : new(true, budget.Filling / budget.Interval, 0, 0);

    private TokenBucket Find(object caller)
    {
        if (_young.TryGetValue(caller, out var known))
        {
            return known;
        }
        var bucket = _old.TryGetValue(caller, out known) ? known : new();
        if (_young.TryAdd(caller, bucket))
        {
            Interlocked.Increment(ref _held);
            return bucket;
        }
        return _young.GetValueOrDefault(caller, bucket);
    }

    private bool IsOver(long now) => Volatile.Read(ref _held) >= Capacity || now - Volatile.Read(ref _turnedAt) >= _generation;

    private void Turn(long now)
    {
        lock (_turning)
        {
            if (IsOver(now))
            {
                _old = Interlocked.Exchange(ref _young, new());
                Volatile.Write(ref _held, 0);
                Volatile.Write(ref _turnedAt, now);
            }
        }
    }
}
