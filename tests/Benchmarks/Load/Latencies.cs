using System.Diagnostics;

namespace Serverless.Benchmarks.Load;

/// <summary>Percentiles of a set of durations, in milliseconds.</summary>
internal sealed record Latencies(double P50, double P99, double Longest)
{
    public static Latencies Of(IEnumerable<long> stopwatchTicks) =>
        OfMilliseconds(stopwatchTicks.Select(ticks => ticks * 1000.0 / Stopwatch.Frequency));

    public static Latencies OfMilliseconds(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
        return new(At(0.50), At(0.99), At(1));
    }
}
