using System.Text.Json;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Http;

/// <summary>
/// <c>GET /admin/embedded/counters</c>: what the embedded services have done since the start of the process that hosts them, for benchmarks and
/// tests.
/// </summary>
internal sealed class CountersPage(EmbeddedServices embedded) : IWireService
{
    public Task<WireResponse> Answer(WireRequest request, CancellationToken stop) =>
        Task.FromResult(new WireResponse(200, JsonSerializer.SerializeToUtf8Bytes(Counted()), "application/json; charset=utf-8"));

    private object Counted() => new
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
