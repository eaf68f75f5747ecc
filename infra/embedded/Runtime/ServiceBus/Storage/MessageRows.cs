using Microsoft.Data.Sqlite;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus.Storage;

/// <summary>The statements that the broker runs, on a connection that it has for the moment.</summary>
internal readonly struct MessageRows(Connection connection)
{
    private const string Columns = "key, state, deliveries, enqueued_at, due_at, enqueued_sequence, length(data)";

    public void Insert(MessageRow row, byte[] data) => connection.Execute(
        "INSERT INTO bus_messages (key, state, deliveries, enqueued_at, due_at, enqueued_sequence, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        row.Key, (int)row.State, row.Deliveries, row.EnqueuedAt, row.DueAt, row.EnqueuedSequence, data);

    public void Delete(long key) => connection.Execute("DELETE FROM bus_messages WHERE key = ?1", key);

    public void SetDeliveries(long key, int deliveries) =>
        connection.Execute("UPDATE bus_messages SET deliveries = ?2 WHERE key = ?1", key, deliveries);

    public void Replace(MessageRow row, byte[] data) =>
        connection.Execute("UPDATE bus_messages SET state = ?2, deliveries = ?3, data = ?4 WHERE key = ?1", row.Key, (int)row.State, row.Deliveries, data);

    /// <summary>The data of a message; null when it is gone.</summary>
    public byte[]? Data(long key) => (byte[]?)connection.Scalar("SELECT data FROM bus_messages WHERE key = ?1", key);

    public List<MessageRow> All()
    {
        using var reader = connection.Query($"SELECT {Columns} FROM bus_messages ORDER BY key");
        var rows = new List<MessageRow>();
        while (reader.Read())
        {
            rows.Add(Row(reader));
        }
        return rows;
    }

    /// <summary>Messages with their data, between two keys, the first included and the last not.</summary>
    public List<(MessageRow Row, byte[] Data)> Range(long from, long to, int most)
    {
        using var reader = connection.Query($"SELECT {Columns}, data FROM bus_messages WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3", from, to, most);
        var rows = new List<(MessageRow, byte[])>();
        while (reader.Read())
        {
            rows.Add((Row(reader), reader.GetFieldValue<byte[]>(7)));
        }
        return rows;
    }

    private static MessageRow Row(SqliteDataReader reader) => new(
        reader.GetInt64(0), (RowState)reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt32(6));
}
