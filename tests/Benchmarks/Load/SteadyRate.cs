using System.Collections.Concurrent;
using System.Diagnostics;

namespace Serverless.Benchmarks.Load;

/// <summary>
/// Orders leave at fixed instants, whether or not earlier ones were answered; times count from the instant at which an
/// order should have left, so a server that stalls is not spared the orders that wait behind the stall.
/// </summary>
internal sealed class SteadyRate(IReadOnlyList<Customer> placing, IReadOnlyList<Customer> following)
{
    private readonly ConcurrentStack<int> _idle = new(Enumerable.Range(0, placing.Count));
    private readonly ConcurrentBag<long> _toPaid = [];

    /// <summary>From the instant at which an order should have left until a read says that it is paid.</summary>
    public Latencies ToPaid => Latencies.Of(_toPaid);

    /// <param name="perSecond">Orders a second.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="followed">One order in this many is followed until it is paid; 0 follows none.</param>
    public async Task<Placed> Run(double perSecond, double seconds, int followed)
    {
        var start = Stopwatch.GetTimestamp();
        var placed = new Placed(start);
        var running = new List<Task>();
        for (long number = 0; number < perSecond * seconds; number++)
        {
            var due = start + (long)(number / perSecond * Stopwatch.Frequency);
            int customer;
            while (Stopwatch.GetTimestamp() < due || !_idle.TryPop(out customer))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
            running.Add(Place(placed, customer, number, due, follow: followed > 0 && number % followed == 0));
        }
        await Task.WhenAll(running);
        placed.Seconds = placed.SecondsSoFar;
        return placed;
    }

    private async Task Place(Placed placed, int index, long number, long due, bool follow)
    {
        var answer = await placing[index].Place(number);
        var order = placed.Add(index, answer, Stopwatch.GetTimestamp() - due);
        if (follow && order is { } accepted)
        {
            await Following.UntilPaid(following[index], accepted);
            _toPaid.Add(Stopwatch.GetTimestamp() - due);
        }
        _idle.Push(index);
    }
}
