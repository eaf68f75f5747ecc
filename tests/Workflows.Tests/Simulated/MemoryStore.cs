using System.Globalization;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>States with versions, and an outbox that is written with them; trouble on request.</summary>
internal sealed class MemoryStore<T> where T : class
{
    private readonly Dictionary<string, (T State, long Version)> rows = [];
    private readonly List<OutgoingMessage> outbox = [];
    private long written;

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public IEnumerable<T> All => rows.Values.Select(row => row.State);

    /// <summary>Runs before the next save, once: to throw, or to write something else first.</summary>
    public Action? BeforeSave { get; set; }

    /// <summary>Runs after the next save, once: a crash after it, for example.</summary>
    public Action? AfterSave { get; set; }

    /// <summary>What was written to the outbox since the last time.</summary>
    public IReadOnlyList<OutgoingMessage> TakeOutbox()
    {
        OutgoingMessage[] taken = [.. outbox];
        outbox.Clear();
        return taken;
    }

    /// <summary>Runs before the next read, once.</summary>
    public Action? BeforeFind { get; set; }

    public void Remove(string id) => rows.Remove(id);

    public void Put(string id, T state) => rows[id] = (state, ++written);

    public Stored<T>? Find(string id)
    {
        var before = BeforeFind;
        BeforeFind = null;
        before?.Invoke();
        Reads++;
        return rows.TryGetValue(id, out var row) ? new Stored<T>(row.State, Version(row.Version)) : null;
    }

    public bool Save(string id, T state, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing)
    {
        var (before, after) = (BeforeSave, AfterSave);
        (BeforeSave, AfterSave) = (null, null);
        before?.Invoke();
        StoreVersion? actual = rows.TryGetValue(id, out var row) ? Version(row.Version) : null;
        if (actual != expected)
            return false;
        Writes++;
        Put(id, state);
        outbox.AddRange(outgoing);
        after?.Invoke();
        return true;
    }

    private static StoreVersion Version(long version) => new(version.ToString(CultureInfo.InvariantCulture));
}
