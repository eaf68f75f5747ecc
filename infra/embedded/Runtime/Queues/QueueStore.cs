using System.Collections.Concurrent;
using System.Security.Cryptography;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Queues;

/// <summary>Storage queues in the database. A queue is made by its first use, as the official bindings do.</summary>
internal sealed class QueueStore(Database database, TimeProvider clock)
{
    /// <summary>The service's default: seven days.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, QueueSignal> _signals = new(StringComparer.Ordinal);
    private readonly Lazy<Task> _schema = new(() => database.Write(connection =>
    {
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS queue_messages (
                id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, text TEXT NOT NULL, receipt TEXT NOT NULL,
                dequeued INTEGER NOT NULL, inserted INTEGER NOT NULL, expires INTEGER NOT NULL, visible INTEGER NOT NULL)
            """);
        connection.Execute("CREATE INDEX IF NOT EXISTS queue_messages_visible ON queue_messages (queue, visible)");
    }));

    /// <summary>Makes the tables; every other call needs it to have ended.</summary>
    public Task Open() => _schema.Value;

    /// <summary>Stores messages, all or none; completes once they are on disk.</summary>
    public async Task Put(string queue, IReadOnlyList<string> texts)
    {
        var now = clock.GetUtcNow();
        await database.Write(connection =>
        {
            foreach (var text in texts)
            {
                Insert(connection, queue, text, now);
            }
        });
        Signal(queue).Set();
    }

    /// <summary>The next visible messages, at most <paramref name="most"/>, hidden from others for <paramref name="hidden"/>.</summary>
    public Task<List<QueueMessage>> Receive(string queue, int most, TimeSpan hidden)
    {
        var now = clock.GetUtcNow();
        return database.Write(connection =>
        {
            connection.Execute("DELETE FROM queue_messages WHERE queue = ?1 AND visible <= ?2 AND expires <= ?2", queue, now.UtcTicks);
            var messages = Visible(connection, queue, most, now, now + hidden);
            foreach (var message in messages)
            {
                connection.Execute("UPDATE queue_messages SET visible = ?2, receipt = ?3, dequeued = ?4 WHERE id = ?1",
                    message.Id, message.NextVisibleOn.UtcTicks, message.PopReceipt, message.DequeueCount);
            }
            return messages;
        });
    }

    /// <summary>Removes a message that the receiver still holds; false when somebody else has received it since.</summary>
    public Task<bool> Delete(QueueMessage message) => database.Write(connection => Delete(connection, message));

    /// <summary>Hides a message for so long from now on; false when the receiver no longer holds it.</summary>
    public Task<bool> Hide(QueueMessage message, TimeSpan hidden)
    {
        var visible = clock.GetUtcNow() + hidden;
        return database.Write(connection => connection.Execute(
            "UPDATE queue_messages SET visible = ?3 WHERE id = ?1 AND receipt = ?2", message.Id, message.PopReceipt, visible.UtcTicks) == 1);
    }

    /// <summary>Moves a message to another queue as a new one; false when the receiver no longer holds it.</summary>
    public async Task<bool> Move(QueueMessage message, string queue)
    {
        var now = clock.GetUtcNow();
        var moved = await database.Write(connection =>
        {
            var held = Delete(connection, message);
            if (held)
            {
                Insert(connection, queue, message.Text, now);
            }
            return held;
        });
        Signal(queue).Set();
        return moved;
    }

    /// <summary>When the next message becomes visible, which may be in the past; null when the queue is empty.</summary>
    public DateTimeOffset? NextVisible(string queue) => database.Read(connection =>
        connection.Scalar("SELECT min(visible) FROM queue_messages WHERE queue = ?1", queue) is long ticks ? Instant(ticks) : (DateTimeOffset?)null);

    /// <summary>How many messages the queue holds, hidden ones included.</summary>
    public int Count(string queue) => database.Read(connection =>
        (int)(long)connection.Scalar("SELECT count(*) FROM queue_messages WHERE queue = ?1", queue)!);

    /// <summary>Wakes whoever waits for a message of this queue.</summary>
    public QueueSignal Signal(string queue) => _signals.GetOrAdd(queue, static _ => new QueueSignal());

    private static List<QueueMessage> Visible(Connection connection, string queue, int most, DateTimeOffset now, DateTimeOffset hiddenUntil)
    {
        var messages = new List<QueueMessage>();
        using var row = connection.Query(
            "SELECT id, text, dequeued, inserted, expires FROM queue_messages WHERE queue = ?1 AND visible <= ?2 ORDER BY visible, id LIMIT ?3",
            queue, now.UtcTicks, most);
        while (row.Read())
        {
            messages.Add(new QueueMessage(row.GetInt64(0), row.GetString(1), RandomNumberGenerator.GetHexString(16), row.GetInt64(2) + 1,
                Instant(row.GetInt64(3)), Instant(row.GetInt64(4)), hiddenUntil));
        }
        return messages;
    }

    private static void Insert(Connection connection, string queue, string text, DateTimeOffset now) => connection.Execute(
        "INSERT INTO queue_messages (queue, text, receipt, dequeued, inserted, expires, visible) VALUES (?1, ?2, '', 0, ?3, ?4, ?3)",
        queue, text, now.UtcTicks, (now + TimeToLive).UtcTicks);

    private static bool Delete(Connection connection, QueueMessage message) =>
        connection.Execute("DELETE FROM queue_messages WHERE id = ?1 AND receipt = ?2", message.Id, message.PopReceipt) == 1;

    private static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
