using System.Globalization;
using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// A container: documents with ETags, and in each its outbox. The change feed delivers documents in the order of writing, each as it is when
/// it is read: of a document that was written twice meanwhile, only the second version. A write whose answer was lost is settled by
/// reading back, as the adapter over Cosmos DB does it.
/// </summary>
internal sealed class SimulatedContainer<T>(string name, Timeline time, Network network, Trace trace, IReadOnlySet<Flaw> flaws) where T : class
{
    private readonly Dictionary<string, Row> rows = [];
    private readonly List<(string Id, StoreVersion Mark)> feed = [];
    private readonly List<OutboxEntry> entries = [];
    private long writes;

    /// <summary>What a handler that has no outbox sends by itself.</summary>
    public Func<OutboxEntry, Task>? SendAtOnce { get; set; }

    public event Action? Changed;

    public IEnumerable<T> All => rows.Values.Select(row => row.State);

    public int Count => rows.Count;

    /// <summary>Every message that was ever written.</summary>
    public IReadOnlyList<OutboxEntry> Entries => entries;

    /// <summary>How many changes the feed has.</summary>
    public int Changes => feed.Count;

    public T? Peek(string id) => rows.GetValueOrDefault(id)?.State;

    /// <summary>Reads the feed: a change says nothing once there is a later one of its document.</summary>
    public IReadOnlyList<AggregateChange> Feed(int from, int count) =>
    [
        .. feed.Skip(from).Take(count).Select(change => new AggregateChange(
            change.Id, rows[change.Id].Mark == change.Mark ? rows[change.Id].Mark.Outbox : null)),
    ];

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
        var reply = await network.Reach($"write {name}", () => written = Write(id, state, expected, outgoing));
        if (reply == Reply.Refused)
            throw new OutageException($"{name} is throttled.", TimeSpan.FromSeconds(1));
        var version = reply == Reply.Done ? written : await ReadBack(id, state, expected);
        if (version is not null && flaws.Contains(Flaw.NoOutbox))
            foreach (var entry in OutboxEntry.After(null, outgoing, time.Now) ?? [])
                await SendAtOnce!(entry);
        return version;
    }

    private StoreVersion? Write(string id, T state, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing)
    {
        var stored = rows.GetValueOrDefault(id);
        if (stored?.Mark != expected && !(flaws.Contains(Flaw.EtagsIgnored) && stored is not null && expected is not null))
        {
            trace.Write($"    {name} {id}: somebody else wrote first");
            return flaws.Contains(Flaw.LostRacesIgnored) && expected is not null ? stored?.Mark : null;
        }

        var outbox = OutboxEntry.After(flaws.Contains(Flaw.OlderMessagesDropped) ? null : expected, outgoing, time.Now);
        var mark = new StoreVersion((++writes).ToString(CultureInfo.InvariantCulture)) { Outbox = outbox };
        var row = rows[id] = new Row(state, stored?.State, mark);
        trace.Write($"    {name} {id}: {Describe.State(state)}");
        if (!flaws.Contains(Flaw.NoOutbox))
        {
            feed.Add((id, mark));
            entries.AddRange((outbox ?? []).TakeLast(outgoing.Count));
        }

        Changed?.Invoke();
        return row.Mark;
    }

    private async Task<StoreVersion?> ReadBack(string id, T written, StoreVersion? expected)
    {
        if (await Find(id) is { } stored && stored.Version != expected)
            return Equals(stored.State, written) ? stored.Version : null;
        throw new OutageException("The answer to a write was lost, and the document shows no trace of it.");
    }

    private sealed record Row(T State, T? Before, StoreVersion Mark);
}
