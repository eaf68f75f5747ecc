using Serverless.Embedded.Host.Services;

namespace Serverless.Embedded.Host.Http;

/// <summary><c>GET /admin/embedded/counters</c>: what the embedded services have done since the start, for benchmarks and tests.</summary>
internal static class CountersPage
{
    public static object Of(EmbeddedServices embedded) => new
    {
        cosmos = (embedded.Cosmos?.Containers ?? []).ToDictionary(
            container => $"{container.Database.Name}/{container.Name}", container => new
            {
                writes = container.Counters.Writes,
                reads = container.Counters.PointReads,
                queries = container.Counters.Queries,
                feedReads = container.Counters.FeedReads,
            }),
        serviceBus = new { sent = embedded.Broker?.MessagesSent ?? 0 },
        payments = new { calls = embedded.Payments?.Calls.Total ?? 0 },
    };
}
