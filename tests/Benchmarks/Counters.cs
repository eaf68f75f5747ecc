using System.Text.Json;

namespace Serverless.Benchmarks;

/// <summary>What the embedded services have done since the start.</summary>
/// <param name="Writes">Write requests to containers of the application; a transactional batch is one.</param>
/// <param name="Reads">Point reads.</param>
/// <param name="Queries">Query requests.</param>
/// <param name="LeaseWrites">Write requests of the change feed's own bookkeeping.</param>
/// <param name="Messages">Messages sent to queues and topics.</param>
/// <param name="ProviderCalls">Requests to the payment provider.</param>
internal sealed record Counters(double Writes, double Reads, double Queries, double LeaseWrites, double Messages, double ProviderCalls)
{
    private const string Leases = "/leases";

    public static Counters Parse(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var cosmos = parsed.RootElement.GetProperty("cosmos").EnumerateObject().ToList();
        double Sum(string kind, bool leases) =>
            cosmos.Where(container => container.Name.EndsWith(Leases, StringComparison.Ordinal) == leases).Sum(container => container.Value.GetProperty(kind).GetDouble());
        return new(
            Sum("writes", leases: false), Sum("reads", leases: false), Sum("queries", leases: false), Sum("writes", leases: true),
            parsed.RootElement.GetProperty("serviceBus").GetProperty("sent").GetDouble(),
            parsed.RootElement.GetProperty("payments").GetProperty("calls").GetDouble());
    }

    /// <summary>Changes as long as orders are worked on; leases are renewed also when there are none.</summary>
    public double Work => Writes + Messages + ProviderCalls;

    public Counters PerOrder(Counters before, double orders) => new(
        (Writes - before.Writes) / orders, (Reads - before.Reads) / orders, (Queries - before.Queries) / orders,
        (LeaseWrites - before.LeaseWrites) / orders, (Messages - before.Messages) / orders, (ProviderCalls - before.ProviderCalls) / orders);
}
