using System.Runtime.InteropServices;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus.Storage;

/// <summary>What the broker stores beside messages: its entities, the ids that it has seen, and what was locked at the last commit.</summary>
internal readonly struct BrokerRows(Connection connection)
{
    public void CreateTables()
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS bus_entities (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE COLLATE NOCASE, reserved INTEGER NOT NULL)");
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS bus_messages (key INTEGER PRIMARY KEY, state INTEGER NOT NULL, deliveries INTEGER NOT NULL,
                enqueued_at INTEGER NOT NULL, due_at INTEGER NOT NULL, enqueued_sequence INTEGER NOT NULL, data BLOB NOT NULL)
            """);
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS bus_seen (entity INTEGER, number INTEGER, at INTEGER NOT NULL, ids BLOB NOT NULL, PRIMARY KEY (entity, number)) WITHOUT ROWID");
        connection.Execute("CREATE TABLE IF NOT EXISTS bus_locked (one INTEGER PRIMARY KEY CHECK (one = 1), keys BLOB NOT NULL)");
    }

    /// <summary>The number of an entity, and the sequence number up to which its messages may have been numbered.</summary>
    public (int Id, long Reserved) Entity(string path)
    {
        connection.Execute("INSERT INTO bus_entities (path, reserved) VALUES (?1, 0) ON CONFLICT DO NOTHING", path);
        using var reader = connection.Query("SELECT id, reserved FROM bus_entities WHERE path = ?1", path);
        reader.Read();
        return (reader.GetInt32(0), reader.GetInt64(1));
    }

    public void Reserve(int entity, long reserved) => connection.Execute("UPDATE bus_entities SET reserved = ?2 WHERE id = ?1", entity, reserved);

    public void AddSeen(int entity, long number, long at, ReadOnlySpan<UInt128> ids) =>
        connection.Execute("INSERT INTO bus_seen (entity, number, at, ids) VALUES (?1, ?2, ?3, ?4)", entity, number, at, MemoryMarshal.AsBytes(ids).ToArray());

    public void ForgetSeen(int entity, long upToNumber) =>
        connection.Execute("DELETE FROM bus_seen WHERE entity = ?1 AND number <= ?2", entity, upToNumber);

    public List<(long Number, long At, UInt128[] Ids)> Seen(int entity)
    {
        using var reader = connection.Query("SELECT number, at, ids FROM bus_seen WHERE entity = ?1 ORDER BY number", entity);
        var seen = new List<(long, long, UInt128[])>();
        while (reader.Read())
        {
            seen.Add((reader.GetInt64(0), reader.GetInt64(1), MemoryMarshal.Cast<byte, UInt128>(reader.GetFieldValue<byte[]>(2)).ToArray()));
        }
        return seen;
    }

    public void SetLocked(ReadOnlySpan<long> keys) =>
        connection.Execute("INSERT INTO bus_locked (one, keys) VALUES (1, ?1) ON CONFLICT DO UPDATE SET keys = excluded.keys", MemoryMarshal.AsBytes(keys).ToArray());

    public long[] Locked() => connection.Scalar("SELECT keys FROM bus_locked") is byte[] keys ? MemoryMarshal.Cast<byte, long>(keys).ToArray() : [];
}
