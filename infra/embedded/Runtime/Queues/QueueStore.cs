using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Queues;

/// <summary>Storage queues in the database, and on disk when a call has ended.</summary>
internal sealed class QueueStore(Database database, TimeProvider clock) : IQueueService
{
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

    public Task Open() => _schema.Value;

    // All or none.
    public async Task Put(string queue, IReadOnlyList<string> texts, CancellationToken stop)
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

    public async Task<IReadOnlyList<QueueMessage>> Receive(string queue, int most, TimeSpan hidden, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await database.Write(connection =>
        {
            connection.Execute("DELETE FROM queue_messages WHERE queue = ?1 AND visible <= ?2 AND expires <= ?2", queue, now.UtcTicks);
            var messages = Visible(connection, queue, most, now, now + hidden);
            foreach (var message in messages)
            {
                connection.Execute("UPDATE queue_messages SET visible = ?2, receipt = ?3, dequeued = ?4 WHERE id = ?1",
                    IdOf(message), message.NextVisibleOn.UtcTicks, message.PopReceipt, message.DequeueCount);
            }
            return messages;
        });
    }

    public Task<bool> Delete(string queue, QueueMessage message) => database.Write(connection => Delete(connection, message));

    public async Task<QueueMessage?> Hide(string queue, QueueMessage message, TimeSpan hidden)
    {
        var visible = clock.GetUtcNow() + hidden;
        var isHeld = await database.Write(connection => connection.Execute(
            "UPDATE queue_messages SET visible = ?3 WHERE id = ?1 AND receipt = ?2", IdOf(message), message.PopReceipt, visible.UtcTicks) == 1);
        return isHeld ? message with { NextVisibleOn = visible } : null;
    }

    public async Task<bool> Move(string queue, QueueMessage message, string destination)
    {
        var now = clock.GetUtcNow();
        var moved = await database.Write(connection =>
        {
            var held = Delete(connection, message);
            if (held)
            {
                Insert(connection, destination, message.Text, now);
            }
            return held;
        });
        Signal(destination).Set();
        return moved;
    }

    public Task<int> Count(string queue) => Task.FromResult(database.Read(connection =>
        (int)(long)connection.Scalar("SELECT count(*) FROM queue_messages WHERE queue = ?1", queue)!));

    public QueueSignal Signal(string queue) => _signals.GetOrAdd(queue, static _ => new QueueSignal());

    // The next one's time is known, unless another process puts one: that is seen when the longest pause is over.
    public TimeSpan Pause(string queue, int times, TimeSpan longest)
    {
        var left = NextVisible(queue) - clock.GetUtcNow() ?? longest;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < longest ? left : longest;
    }

    public bool MayHold(string queue) => NextVisible(queue) <= clock.GetUtcNow();

    // May be in the past; null when the queue is empty.
    private DateTimeOffset? NextVisible(string queue) => database.Read(connection =>
        connection.Scalar("SELECT min(visible) FROM queue_messages WHERE queue = ?1", queue) is long ticks ? Instant(ticks) : (DateTimeOffset?)null);

    private static List<QueueMessage> Visible(Connection connection, string queue, int most, DateTimeOffset now, DateTimeOffset hiddenUntil)
    {
        var messages = new List<QueueMessage>();
        using var row = connection.Query(
            "SELECT id, text, dequeued, inserted, expires FROM queue_messages WHERE queue = ?1 AND visible <= ?2 ORDER BY visible, id LIMIT ?3",
            queue, now.UtcTicks, most);
        while (row.Read())
        {
            messages.Add(new QueueMessage(row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.GetString(1), RandomNumberGenerator.GetHexString(16), row.GetInt64(2) + 1,
                Instant(row.GetInt64(3)), Instant(row.GetInt64(4)), hiddenUntil));
        }
        return messages;
    }

    private static void Insert(Connection connection, string queue, string text, DateTimeOffset now) => connection.Execute(
        "INSERT INTO queue_messages (queue, text, receipt, dequeued, inserted, expires, visible) VALUES (?1, ?2, '', 0, ?3, ?4, ?3)",
        queue, text, now.UtcTicks, (now + IQueueService.TimeToLive).UtcTicks);

    private static bool Delete(Connection connection, QueueMessage message) =>
        connection.Execute("DELETE FROM queue_messages WHERE id = ?1 AND receipt = ?2", IdOf(message), message.PopReceipt) == 1;

    private static long IdOf(QueueMessage message) => long.Parse(message.Id, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
