using System.Collections.Concurrent;

namespace Serverless.Functions.Http.Auth;

/// <summary>
/// Remembers accepted tokens: a client sends the same one with every request. An entry lives as long as its token,
/// but five minutes at most, so that a withdrawn signing key stops working. Holds at most two generations of <see cref="Capacity"/>.
/// </summary>
internal sealed class TokenCache(TokenValidator validator, TimeProvider time)
{
    internal const int Capacity = 4096;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private ConcurrentDictionary<string, Verdict.Accepted> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Verdict.Accepted> _old = new(StringComparer.Ordinal);
    private int _added;

    /// <summary>What is remembered of a token; null of one that has to be checked.</summary>
    public Verdict.Accepted? Known(string token) => Find(token) is { } known && time.GetUtcNow() < known.Until ? known : null;

    public ValueTask<Verdict> Validate(string token, CancellationToken stop) => Known(token) is { } known ? new(known) : Check(token, stop);

    private Verdict.Accepted? Find(string token)
    {
        if (_young.TryGetValue(token, out var known))
        {
            return known;
        }
        if (_old.TryGetValue(token, out known))
        {
            Remember(token, known);
        }
        return known;
    }

    private async ValueTask<Verdict> Check(string token, CancellationToken stop)
    {
        var verdict = await validator.Validate(token, stop);
        if (verdict is Verdict.Accepted accepted)
        {
            var latest = time.GetUtcNow() + Longest;
            Remember(token, accepted.Until < latest ? accepted : accepted with { Until = latest });
        }
        return verdict;
    }

    private void Remember(string token, Verdict.Accepted verdict)
    {
        _young[token] = verdict;
        if (Interlocked.Increment(ref _added) % Capacity == 0)
        {
            _old = Interlocked.Exchange(ref _young, new(StringComparer.Ordinal));
        }
    }
}
