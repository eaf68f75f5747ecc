using System.Globalization;

namespace Serverless.Chaos;

/// <summary>What a run found.</summary>
internal sealed class Report(
    Plan plan, Books books, IReadOnlyList<TimeSpan> recoveries, TimeSpan settling, int unanswered, string output)
{
    public IReadOnlyList<string> Differences { get; } = [.. books.Differences()];

    public int Orders => books.Orders.Count;

    /// <summary>Requests that a kill cut off.</summary>
    public int Unanswered => unanswered;

    public int Kills => plan.Kills;

    public override string ToString()
    {
        var sorted = recoveries.Order().ToList();
        var statuses = books.Orders.CountBy(order => order.Status)
            .OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}");
        return string.Create(CultureInfo.InvariantCulture, $"""
            seed              {plan.Seed}
            orders placed     {Orders} ({string.Join(", ", statuses)})
            kills             {Kills}, which cut off {Unanswered} requests
            recovery          p50 {Seconds(sorted, 0.5)}, max {Seconds(sorted, 1)} from start to the first acknowledged request
            settled after     {settling.TotalSeconds:0.0} s without new orders
            differences       {Differences.Count}
            {string.Join('\n', Differences.Select(one => "  " + one))}
            """).TrimEnd() + (Differences.Count == 0 ? "" : $"\nThe last that the application said:\n{output}");
    }

    private static string Seconds(List<TimeSpan> sorted, double quantile) => sorted.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1].TotalSeconds:0.00} s");
}
