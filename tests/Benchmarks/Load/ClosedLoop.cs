using System.Diagnostics;

namespace Serverless.Benchmarks.Load;

/// <summary>Each client places its next order as soon as the last one is answered.</summary>
internal static class ClosedLoop
{
    /// <param name="customers">One client each.</param>
    /// <param name="seconds">Length of the measurement, unless <paramref name="orders"/> ends it earlier.</param>
    /// <param name="orders">Most orders placed.</param>
    public static async Task<Placed> Run(IReadOnlyList<Customer> customers, double seconds, long orders)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        var placed = new Placed(start);
        long number = 0;

        async Task Drive(int index)
        {
            while (Stopwatch.GetTimestamp() is var sent && sent < end && Interlocked.Increment(ref number) is var next && next <= orders)
            {
                var answer = await customers[index].Place(next);
                placed.Add(index, answer, Stopwatch.GetTimestamp() - sent);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, customers.Count).Select(Drive));
        placed.Seconds = placed.SecondsSoFar;
        return placed;
    }
}
