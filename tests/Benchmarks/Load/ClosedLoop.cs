using System.Diagnostics;

namespace Serverless.Benchmarks.Load;

/// <summary>Each client places its next order as soon as the last one is answered.</summary>
internal static class ClosedLoop
{
    /// <param name="customers">One client each.</param>
    /// <param name="warmUp">Seconds before the measurement; these orders count neither as placed nor in latencies.</param>
    /// <param name="seconds">Length of the measurement, unless <paramref name="orders"/> ends it earlier.</param>
    /// <param name="orders">Most orders placed in the measurement.</param>
    public static async Task<Placed> Run(IReadOnlyList<Customer> customers, double warmUp, double seconds, long orders)
    {
        var start = Stopwatch.GetTimestamp() + (long)(warmUp * Stopwatch.Frequency);
        var end = start + (long)(seconds * Stopwatch.Frequency);
        var placed = new Placed(TimeProvider.System.GetUtcNow().AddSeconds(warmUp));
        long number = 0, measured = 0;

        async Task Drive(int index)
        {
            var customer = customers[index];
            while (true)
            {
                var sent = Stopwatch.GetTimestamp();
                if (sent >= end || measured >= orders)
                {
                    return;
                }
                measured += sent >= start ? 1 : 0;
                var answer = await customer.Place(number++);
                if (sent >= start)
                {
                    placed.Add(index, answer, sent - start, Stopwatch.GetTimestamp() - sent);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, customers.Count).Select(Drive));
        placed.Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return placed;
    }
}
