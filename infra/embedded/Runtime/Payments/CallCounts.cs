using System.Collections.Concurrent;

namespace Serverless.Embedded.Payments;

/// <summary>How often each operation was called since the start, answered or not: what benchmarks read.</summary>
internal sealed class CallCounts
{
    private readonly ConcurrentDictionary<string, StrongBox> _counts = new(StringComparer.Ordinal);

    public long Total => _counts.Values.Sum(count => Volatile.Read(ref count.Value));

    public IReadOnlyDictionary<string, long> ByOperation => _counts.ToDictionary(pair => pair.Key, pair => Volatile.Read(ref pair.Value.Value));

    /// <param name="operation">From a fixed list: the dictionary must not grow with the requests.</param>
    public void Count(string operation) => Interlocked.Increment(ref _counts.GetOrAdd(operation, static _ => new()).Value);

    private sealed class StrongBox
    {
        public long Value;
    }
}
