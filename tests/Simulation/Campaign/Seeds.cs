using System.Diagnostics;

namespace Serverless.Simulation.Campaign;

/// <summary>Runs seeds, on as many threads as there are processors: each seed is a world of its own.</summary>
internal static class Seeds
{
    /// <summary>The first seeds that fail, at most so many, in their order; and how long it took.</summary>
    public static Report Run(ulong first, ulong count, Flaw? flaw = null, int most = 1, Action<ulong>? progress = null)
    {
        var clock = Stopwatch.StartNew();
        var next = first;
        var failures = new List<Failure>();
        var gate = new Lock();
        var (steps, orders, faults) = (0L, 0L, 0L);
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return new Report([.. failures.OrderBy(failure => failure.Seed)], next - first, orders, faults, steps, clock.Elapsed);

        void Work()
        {
            while (Take() is { } seed)
            {
                var world = new World(seed, flaw, isTraced: false);
                var wrong = world.Run().Select(world.Trace.Readable).ToList();
                lock (gate)
                {
                    (steps, orders, faults) = (steps + world.Time.Steps, orders + world.Orders.Count, faults + world.Faults);
                    if (wrong.Count > 0)
                        failures.Add(new Failure(seed, wrong));
                    if ((seed - first + 1) % 1_000 == 0)
                        progress?.Invoke(seed - first + 1);
                }
            }
        }

        ulong? Take()
        {
            lock (gate)
                return next - first < count && failures.Count < most ? next++ : null;
        }
    }

    /// <summary>One seed again, with everything that happened.</summary>
    public static string Replay(ulong seed, Flaw? flaw)
    {
        var world = new World(seed, flaw, isTraced: true);
        var wrong = world.Run();
        return string.Join('\n', [.. world.Trace.Lines, "", .. wrong.Select(line => world.Trace.Readable($"WRONG {line}")), wrong.Count == 0 ? "All is well." : $"seed {seed}"]);
    }
}

/// <summary>What came of running seeds.</summary>
internal sealed record Report(IReadOnlyList<Failure> Failures, ulong Seeds, long Orders, long Faults, long Steps, TimeSpan Took)
{
    public double PerSecond => Seeds / Took.TotalSeconds;
}

/// <summary>A seed that failed, and what was wrong in the end.</summary>
internal sealed record Failure(ulong Seed, IReadOnlyList<string> Wrong);
