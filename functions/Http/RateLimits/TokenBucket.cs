namespace Serverless.Functions.Http.RateLimits;

/// <summary>
/// A bucket of tokens that fills at a constant rate; each request takes one. What it holds follows from the moment at which it will be full
/// again, so that is all it keeps, and taking one is one exchange without a lock.
/// </summary>
internal sealed class TokenBucket
{
    private long _fullAt;

    /// <summary>Takes a token, if there is one.</summary>
    /// <param name="budget">The same at each call.</param>
    /// <param name="now">In ticks. Should the clock be set back, the bucket counts as no emptier than empty.</param>
    public Grant Take(Budget budget, long now)
    {
        while (true)
        {
            var was = Volatile.Read(ref _fullAt);
            var missing = Math.Clamp(was - now, 0, budget.Filling);
            if (IsEmpty(budget, missing, out var refused))
            {
                return refused;
            }
            missing += budget.Interval;
            if (Interlocked.CompareExchange(ref _fullAt, now + missing, was) == was)
            {
                return new(true, (budget.Filling - missing) / budget.Interval, missing, 0);
            }
        }
    }

    /// <summary>Whether there is one, and takes none.</summary>
    public Grant Look(Budget budget, long now)
    {
        var missing = Math.Clamp(Volatile.Read(ref _fullAt) - now, 0, budget.Filling);
        return IsEmpty(budget, missing, out var refused) ? refused : new(true, (budget.Filling - missing) / budget.Interval, missing, 0);
    }

    private static bool IsEmpty(Budget budget, long missing, out Grant refused)
    {
        refused = new(false, 0, missing, missing + budget.Interval - budget.Filling);
        return refused.NextIn > 0;
    }
}

/// <summary>What came of asking a bucket for a token.</summary>
/// <param name="IsGranted">There was one.</param>
/// <param name="Left">How many there are still.</param>
/// <param name="FullIn">When the bucket is full again if nobody takes one, in ticks from now.</param>
/// <param name="NextIn">When the next token comes, in ticks from now; 0 when one was granted.</param>
internal readonly record struct Grant(bool IsGranted, long Left, long FullIn, long NextIn);
