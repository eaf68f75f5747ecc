using System.Diagnostics.Metrics;

namespace Serverless.Adapters.Caching;

/// <summary>What the cache is good for.</summary>
internal static class CacheMetrics
{
    public const string MeterName = "Serverless.Cache";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "cache.requests", "{request}", "Reads through the cache, by what is cached and by outcome: hit, miss, error, or skipped while the cache fails.");

    private static readonly Counter<long> Announced = Meter.CreateCounter<long>(
        "cache.announcements", "{write}", "Writes that were announced to all instances, by outcome: done, error, or skipped while the cache fails.");

    public static void Read(string what, string outcome) =>
        Requests.Add(1, new KeyValuePair<string, object?>("cache", what), new KeyValuePair<string, object?>("outcome", outcome));

    public static void Write(CacheOutcome outcome) => Announced.Add(1, new KeyValuePair<string, object?>("outcome", Name(outcome)));

    public static string Name(CacheOutcome outcome) => outcome switch
    {
        CacheOutcome.Done => "done",
        CacheOutcome.Failed => "error",
        _ => "skipped",
    };
}
