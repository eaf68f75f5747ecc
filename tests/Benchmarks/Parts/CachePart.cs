using System.Diagnostics;
using Serverless.Benchmarks.Load;
using Serverless.RunningApp;

namespace Serverless.Benchmarks.Parts;

/// <summary>
/// Reading a paid order, again and again: from the memory of the instance, from Redis where redis-server is installed, and for comparison from
/// the store.
/// </summary>
internal static class CachePart
{
    private const int Clients = 16;

    public static async Task Measure(Table table, Scale scale)
    {
        var store = await Read(scale, []);
        var memory = await Read(scale, new() { ["Cache__SingleInstance"] = "true" });
        table.Section($"reading a paid order, {Clients} clients; the baseline is the store");
        Rows(table, "cached in memory", memory, store);
        if (StartRedis(out var port) is { } redis)
        {
            using (redis)
            {
                Rows(table, "cached in Redis", await Read(scale, new() { ["RedisConnection"] = $"127.0.0.1:{port}" }), store);
                redis.Kill();
                await redis.WaitForExitAsync();
            }
        }
    }

    private static async Task<LoadReport> Read(Scale scale, Dictionary<string, string> settings)
    {
        await using var app = await App.StartWarm(scale, scale.WarmUpOrders, settings);
        await app.Read(Clients, scale.Seconds / 2); // Once to let the compiler see it.
        return await app.Read(Clients, scale.Seconds);
    }

    private static void Rows(Table table, string what, LoadReport report, LoadReport store)
    {
        table.Compared($"{what}, reads/s", report.AcceptedPerSecond, store.AcceptedPerSecond, "/s");
        table.Compared("  p50", report.Latencies.P50, store.Latencies.P50, "ms");
        table.Compared("  p99", report.Latencies.P99, store.Latencies.P99, "ms");
    }

    private static Process? StartRedis(out int port)
    {
        port = AppProcess.FreePort();
        var isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));
        return isInstalled
            ? Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--logfile", "/dev/null"]))
            : null;
    }
}
