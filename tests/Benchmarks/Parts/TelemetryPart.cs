using Serverless.Benchmarks.Load;
using Serverless.RunningApp;

namespace Serverless.Benchmarks.Parts;

/// <summary>
/// What telemetry costs: the same load on an application that tells nobody anything, on one whose metrics are scraped every second, and on one
/// that sends every span, metric and log line to a collector on the same cores. They take turns, because a machine is not the same for long.
/// </summary>
internal static class TelemetryPart
{
    private const int Rounds = 3;

    public static async Task Measure(Table table, Scale scale)
    {
        var port = AppProcess.FreePort();
        using var sink = Processes.StartSink(port);
        try
        {
            await using var without = await App.StartWarm(scale, scale.WarmUpOrders);
            await using var with = await App.StartWarm(scale, scale.WarmUpOrders, new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            });
            var (none, scraped, exported) = (new List<LoadReport>(), new List<LoadReport>(), new List<LoadReport>());
            for (var round = 0; round < Rounds; round++)
            {
                none.Add(await without.Place(64, scale.Seconds, int.MaxValue));
                scraped.Add(await without.WhileScraped(() => without.Place(64, scale.Seconds, int.MaxValue)));
                exported.Add(await with.Place(64, scale.Seconds, int.MaxValue));
            }
            table.Section($"telemetry, 64 clients, {Rounds} rounds; the baseline is the application without it");
            Compare(table, "/metrics scraped each second", scraped, none);
            Compare(table, "all sent to a collector", exported, none);
        }
        finally
        {
            sink.Kill();
            await sink.WaitForExitAsync();
        }
    }

    private static void Compare(Table table, string what, List<LoadReport> with, List<LoadReport> without)
    {
        table.Compared($"accepted/s, {what}", with.Average(run => run.AcceptedPerSecond), without.Average(run => run.AcceptedPerSecond), "/s");
        table.Compared($"paid/s, {what}", with.Average(run => run.PaidPerSecond), without.Average(run => run.PaidPerSecond), "/s");
    }
}
