using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>
/// What was answered to each idempotency key, for 24 hours (https://docs.stripe.com/api/idempotent_requests). A key is
/// in use while its request runs, in this process; its answer is kept in the transaction of the work.
/// </summary>
internal sealed class IdempotencyKeys(Database database, TimeProvider clock)
{
    private const int OnlyTried = 0;
    private const int MostForgottenAtOnce = 256;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS payment_answers (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
            fingerprint BLOB NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL)
        """;

    private readonly ConcurrentDictionary<string, Turn> _inUse = new(StringComparer.Ordinal);
    private long _kept;

    /// <summary>What an earlier request with a key left behind; no answer: it was tried once and left nothing.</summary>
    internal sealed record Earlier(bool SameRequest, string RequestId, Answer? Answer);

    /// <summary>Makes the table. Call it in a write.</summary>
    public static void Create(Connection connection) => connection.Execute(Schema);

    /// <summary>Takes the key; null when a request with it is still in progress.</summary>
    public Turn? Enter(string key)
    {
        var turn = new Turn(_inUse, key);
        return _inUse.TryAdd(key, turn) ? turn : null;
    }

    public Earlier? Find(Connection connection, string key, byte[] fingerprint)
    {
        using var rows = connection.Query("SELECT fingerprint, request, status, body FROM payment_answers WHERE key = ?1 AND at > ?2",
            key, (clock.GetUtcNow() - Memory).ToUnixTimeMilliseconds());
        return rows.Read() ? Read(rows, fingerprint) : null;
    }

    public void Keep(Connection connection, string key, byte[] fingerprint, string requestId, Answer answer)
    {
        Write(connection, key, fingerprint, requestId, answer.Status, answer.Body);
        if (++_kept % MostForgottenAtOnce == 1)
        {
            Forget(connection);
        }
    }

    /// <summary>Remembers that the key was tried, without an answer.</summary>
    public Task KeepTry(string key, byte[] fingerprint, string requestId) =>
        database.Write(connection => Write(connection, key, fingerprint, requestId, OnlyTried, []));

    private void Write(Connection connection, string key, byte[] fingerprint, string requestId, int status, byte[] body) =>
        connection.Execute("INSERT OR REPLACE INTO payment_answers (key, at, fingerprint, request, status, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            key, clock.GetUtcNow().ToUnixTimeMilliseconds(), fingerprint, requestId, status, body);

    // Rows are in the order of time, so that the oldest stand at the table's beginning.
    private void Forget(Connection connection) =>
        connection.Execute("DELETE FROM payment_answers WHERE at <= ?1 AND number < (SELECT min(number) + ?2 FROM payment_answers)",
            (clock.GetUtcNow() - Memory).ToUnixTimeMilliseconds(), MostForgottenAtOnce * 2);

    private static Earlier Read(SqliteDataReader rows, byte[] fingerprint)
    {
        var same = ((byte[])rows.GetValue(0)).AsSpan().SequenceEqual(fingerprint);
        var status = rows.GetInt32(2);
        return new(same, rows.GetString(1), status == OnlyTried ? null : new Answer(status, (byte[])rows.GetValue(3)) { ShouldRetry = status >= 500 ? false : null });
    }

    /// <summary>A key in use, released when disposed unless it is kept.</summary>
    internal sealed class Turn(ConcurrentDictionary<string, Turn> inUse, string key) : IDisposable
    {
        private bool _kept;

        /// <summary>Leaves the key in use after this is disposed, until <see cref="Release"/>.</summary>
        public void Keep() => _kept = true;

        public void Release() => inUse.TryRemove(key, out _);

        public void Dispose()
        {
            if (!_kept)
            {
                Release();
            }
        }
    }
}
