namespace Serverless.Benchmarks.Parts;

/// <summary>From order to paid at a rate that leaves the machine half idle.</summary>
internal static class SteadyPart
{
    public const double PerSecond = 100;

    /// <summary>One order in four is read every 5 ms until it is paid: enough for a p99, little enough to leave the rate alone.</summary>
    public const int Followed = 4;

    public static async Task Measure(Table table, Scale scale)
    {
        await using var app = await App.StartWarm(scale, scale.WarmUpOrders);
        var report = await app.PlaceSteadily(PerSecond, scale.SteadySeconds, Followed);
        table.Section($"a steady {PerSecond:F0} orders/s (times from the instant an order was due; paid: as its customer sees it by reading)");
        table.Figure("order to 202, p50", report.Latencies.P50, "ms");
        table.Figure("order to 202, p99", report.Latencies.P99, "ms");
        table.Figure("order to paid, p50", report.ToPaid!.P50, "ms", atMost: 50);
        table.Figure("order to paid, p99", report.ToPaid.P99, "ms");
    }
}
