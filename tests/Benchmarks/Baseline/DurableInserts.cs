using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Serverless.Benchmarks.Baseline;

/// <summary>Inserts into one SQLite table. What queued up while the last commit was synced goes into the next one.</summary>
internal sealed class DurableInserts : IAsyncDisposable
{
    private readonly Channel<Row> _queue = Channel.CreateUnbounded<Row>(new() { SingleReader = true });
    private readonly SqliteConnection _sqlite;
    private readonly Thread _writer;

    public DurableInserts(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        _sqlite = new SqliteConnection($"Data Source={path};Pooling=False");
        _sqlite.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("CREATE TABLE IF NOT EXISTS orders (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID");
        _writer = new Thread(CommitGroups) { IsBackground = true };
        _writer.Start();
    }

    public Task Insert(string key, byte[] body)
    {
        var row = new Row(key, body, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _queue.Writer.TryWrite(row);
        return row.Durable.Task;
    }

    public ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        _writer.Join();
        return _sqlite.DisposeAsync();
    }

    private void CommitGroups()
    {
        using var insert = _sqlite.CreateCommand();
        insert.CommandText = "INSERT INTO orders (key, body) VALUES ($key, $body)";
        var key = insert.Parameters.Add("$key", SqliteType.Text);
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        var group = new List<Row>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            using (var transaction = _sqlite.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (_queue.Reader.TryRead(out var row))
                {
                    (key.Value, body.Value) = (row.Key, row.Body);
                    insert.ExecuteNonQuery();
                    group.Add(row);
                }
                transaction.Commit();
            }
            group.ForEach(row => row.Durable.SetResult());
            group.Clear();
        }
    }

    private void Execute(string sql)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Row(string Key, byte[] Body, TaskCompletionSource Durable);
}
