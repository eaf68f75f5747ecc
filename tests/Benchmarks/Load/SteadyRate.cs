using System.Diagnostics;

namespace Serverless.Benchmarks.Load;

/// <summary>
/// Orders leave at fixed instants, whether or not earlier ones were answered; times count from the instant at which an
/// order should have left, so a server that stalls is not spared the orders that wait behind the stall.
/// </summary>
internal static class SteadyRate
{
    public static async Task<Placed> Run(IReadOnlyList<Customer> customers, double perSecond, double seconds)
    {
        var idle = new Stack<int>(Enumerable.Range(0, customers.Count));
        var placed = new Placed(TimeProvider.System.GetUtcNow());
        var start = Stopwatch.GetTimestamp();
        var running = new List<Task>();

        async Task Place(int index, long number, long due)
        {
            placed.Add(index, await customers[index].Place(number), due - start, Stopwatch.GetTimestamp() - due);
            idle.Push(index);
        }

        for (long number = 0; number < perSecond * seconds; number++)
        {
            var due = start + (long)(number / perSecond * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < due || idle.Count == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
            running.Add(Place(idle.Pop(), number, due));
        }
        await Task.WhenAll(running);
        placed.Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return placed;
    }
}
