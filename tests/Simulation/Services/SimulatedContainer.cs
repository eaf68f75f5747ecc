using System.Globalization;
using System.Text.Json;
using Serverless.Contracts;
using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// A container: documents with ETags, and the outbox that is written with them, which the change feed delivers in the order of writing.
/// A write whose answer was lost is settled by reading back, as the adapter over Cosmos DB does it.
/// </summary>
internal sealed class SimulatedContainer<T>(string name, Timeline time, Network network, Trace trace, IReadOnlySet<Flaw> flaws) where T : class
{
    private readonly Dictionary<string, Row> rows = [];
    private readonly List<OutboxDocument> feed = [];
    private long writes;

    /// <summary>What a handler that has no outbox sends by itself.</summary>
    public Func<OutboxDocument, Task>? SendAtOnce { get; set; }

    public event Action? Changed;

    public IEnumerable<T> All => rows.Values.Select(row => row.State);

    public int Count => rows.Count;

    public IReadOnlyList<OutboxDocument> Feed => feed;

    public T? Peek(string id) => rows.GetValueOrDefault(id)?.State;

    public async Task<Stored<T>?> Find(string id)
    {
        Row? found = null;
        if (await network.Reach($"read {name}", () => found = rows.GetValueOrDefault(id)) != Reply.Done)
            throw new OutageException($"{name} did not answer.");
        return found is null ? null : new Stored<T>(flaws.Contains(Flaw.ReadsFromAStaleCache) ? found.Before ?? found.State : found.State, found.Mark);
    }

    public async Task<IReadOnlyList<T>> Query(Func<T, bool> wanted)
    {
        IReadOnlyList<T> found = [];
        if (await network.Reach($"query {name}", () => found = [.. rows.Values.Select(row => row.State).Where(wanted)]) != Reply.Done)
            throw new OutageException($"{name} did not answer.");
        return found;
    }

    /// <summary>Writes, and returns the version that the document then has; null when somebody else wrote first.</summary>
    public async Task<StoreVersion?> Save(string id, T state, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing)
    {
        StoreVersion? written = null;
        OutboxDocument[] outbox = [.. outgoing.Select(Document)];
        var reply = await network.Reach($"write {name}", () => written = Write(id, state, expected, outbox));
        if (reply == Reply.Refused)
            throw new OutageException($"{name} is throttled.", TimeSpan.FromSeconds(1));
        var version = reply == Reply.Done ? written : await ReadBack(id, state, expected);
        if (version is not null && flaws.Contains(Flaw.NoOutbox))
            foreach (var document in outbox)
                await SendAtOnce!(document);
        return version;
    }

    private StoreVersion? Write(string id, T state, StoreVersion? expected, OutboxDocument[] outbox)
    {
        var stored = rows.GetValueOrDefault(id);
        if (stored?.Mark != expected && !(flaws.Contains(Flaw.EtagsIgnored) && stored is not null && expected is not null))
        {
            trace.Write($"    {name} {id}: somebody else wrote first");
            return flaws.Contains(Flaw.LostRacesIgnored) && expected is not null ? stored?.Mark : null;
        }

        var row = rows[id] = new Row(state, stored?.State, new StoreVersion((++writes).ToString(CultureInfo.InvariantCulture)));
        trace.Write($"    {name} {id}: {Describe.State(state)}");
        if (!flaws.Contains(Flaw.NoOutbox))
            feed.AddRange(outbox);
        Changed?.Invoke();
        return row.Mark;
    }

    private async Task<StoreVersion?> ReadBack(string id, T written, StoreVersion? expected)
    {
        if (await Find(id) is { } stored && stored.Version != expected)
            return Equals(stored.State, written) ? stored.Version : null;
        throw new OutageException("The answer to a write was lost, and the document shows no trace of it.");
    }

    private OutboxDocument Document(OutgoingMessage outgoing) => new(
        outgoing.Id,
        OutboxDocument.OutboxType,
        Messages.SubjectOf(outgoing.Body),
        outgoing.Body.OrderId,
        JsonElement.Parse(Messages.Write(outgoing.Body)),
        time.Now,
        null);

    private sealed record Row(T State, T? Before, StoreVersion Mark);
}
