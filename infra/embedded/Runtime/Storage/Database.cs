using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Serverless.Embedded.Storage;

/// <summary>
/// The one SQLite database behind every embedded service. All writes run on one thread, in groups: what queued up while
/// the last group was being synced to disk becomes the next transaction, so one fsync serves many callers. A write's task
/// completes only after its group is on disk. Reads run on their own connections and see the last committed state.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const int MostPerGroup = 1024;

    private readonly ConcurrentBag<Connection> _readers = [];

    // The writer is woken by whoever queues: through the thread pool it would wait behind what the pool has to do.
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(new() { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile DataFile? _file;
    private Connection? _writer;
    private int _disposed;

    /// <summary>Opens the file <c>data.db</c> in a folder, which is created when missing.</summary>
    /// <exception cref="DataFileException">The file is corrupt, or another process uses it.</exception>
    public static Database Open(string folder) => Of(DataFile.Open(DataLock.Take(folder)));

    /// <summary>Opens a database that is gone when it is disposed, and is never synced to disk.</summary>
    public static Database InMemory() => Of(DataFile.Temporary());

    /// <summary>
    /// Opens a database that was made without a file: that of a process which shares its data with others, and may become the one that
    /// has it open. Until then every use fails.
    /// </summary>
    public void Open(DataFile file)
    {
        var writer = _writer = file.ConnectWriter();
        _file = file;
        new Thread(() => WriteGroups(writer)) { IsBackground = true, Name = "database writer" }.Start();
    }

    /// <summary>
    /// Queues a write. <paramref name="work"/> runs on the writer thread inside a transaction; when it throws, only its own
    /// changes are rolled back, and the task fails with what it threw. It must not block and must not touch the database otherwise.
    /// <paramref name="committed"/> runs on the writer thread once the work is on disk, in the order of the writes and before the
    /// task completes; never when the work failed. It must be short and must not throw.
    /// </summary>
    /// <param name="work">What is done.</param>
    /// <param name="committed">What is done once it is on disk.</param>
    /// <param name="failsFirst">
    /// The work throws before it has changed anything, if at all. It then needs no savepoint of its own, which costs as much as a short
    /// work does. Should it throw later nevertheless, its whole group is rolled back, and fails.
    /// </param>
    public Task<T> Write<T>(Func<Connection, T> work, Action? committed = null, bool failsFirst = false)
    {
        _ = File;
        var queued = new Work<T>(work, committed, failsFirst);
        return _queue.Writer.TryWrite(queued) ? queued.Done : throw new ObjectDisposedException(nameof(Database));
    }

    /// <summary>Queues a write that has no result.</summary>
    public Task Write(Action<Connection> work, bool failsFirst = false) => Write<object?>(
        connection =>
        {
            work(connection);
            return null;
        },
        failsFirst: failsFirst);

    /// <summary>Runs a query on a connection of its own; sees the last committed state.</summary>
    public T Read<T>(Func<Connection, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var reader = _readers.TryTake(out var idle) ? idle : File.ConnectReader();
        try
        {
            return work(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>Commits what is queued, then closes the file. Writes that come later fail.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        _queue.Writer.Complete();
        if (_file is not { } file)
        {
            return;
        }
        await _stopped.Task;
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
        _writer!.Dispose();
        file.Dispose();
    }

    private DataFile File => _file ?? throw new InvalidOperationException("The database is open in another process.");

    private static Database Of(DataFile file)
    {
        var database = new Database();
        database.Open(file);
        return database;
    }

    private void WriteGroups(Connection writer)
    {
        var group = new List<Work>(MostPerGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MostPerGroup && _queue.Reader.TryRead(out var work))
            {
                group.Add(work);
            }
            Commit(group, writer);
        }
        _stopped.SetResult();
    }

    private static void Commit(List<Work> group, Connection writer)
    {
        try
        {
            writer.Execute("BEGIN IMMEDIATE");
            foreach (var work in group)
            {
                work.Run(writer);
            }
            writer.Execute("COMMIT");
        }
#pragma warning disable CA1031 // Nothing of the group reached the disk, for whatever reason: nobody may be told that it did.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            TryRollBack(writer);
            foreach (var work in group)
            {
                work.Fail(failure);
            }
            return;
        }
        foreach (var work in group)
        {
            work.Complete();
        }
    }

    private static void TryRollBack(Connection writer)
    {
        try
        {
            writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private abstract class Work
    {
        public abstract void Run(Connection connection);
        public abstract void Complete();
        public abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<Connection, T> work, Action? committed, bool failsFirst) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _failure;

        public Task<T> Done => _done.Task;

        public override void Run(Connection connection)
        {
            if (failsFirst)
            {
                RunBare(connection);
            }
            else
            {
                RunWithSavepoint(connection);
            }
        }

        public override void Complete()
        {
            if (_failure is null)
            {
                committed?.Invoke();
                _done.TrySetResult(_result!);
            }
            else
            {
                _done.TrySetException(_failure);
            }
        }

        public override void Fail(Exception failure) => _done.TrySetException(
            _failure ?? (failure is SqliteException ? failure : new InvalidOperationException("Another write of the same transaction failed.", failure)));

        private void RunBare(Connection connection)
        {
            var changes = connection.Changes;
            try
            {
                _result = work(connection);
            }
#pragma warning disable CA1031 // Whatever one caller's work throws is that caller's; the others of the group go on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _failure = failure;
                // SQLite may have rolled back by itself. What came next would then be outside of any transaction.
                if (connection.Changes != changes || !connection.IsInTransaction)
                {
                    throw;
                }
            }
        }

        private void RunWithSavepoint(Connection connection)
        {
            connection.Execute("SAVEPOINT work");
            try
            {
                _result = work(connection);
            }
#pragma warning disable CA1031 // Whatever one caller's work throws is that caller's; the others of the group go on.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _failure = failure;
                connection.Execute("ROLLBACK TO work");
            }
            connection.Execute("RELEASE work");
        }
    }
}
