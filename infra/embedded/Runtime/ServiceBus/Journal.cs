using Serverless.Embedded.ServiceBus.Storage;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus;

/// <summary>
/// Brings what the broker does to the disk, in the order in which it was appended. What was appended while the last group was
/// on its way becomes one write of the database. Memory changes when a group is on disk, never before, and in the same order.
/// </summary>
/// <param name="database">Where it is stored.</param>
/// <param name="gate">Guards everything that the broker has in memory; callers of the public members hold it.</param>
/// <param name="prepare">Called with the gate held when a group closes: what goes to the disk beside the entries.</param>
/// <param name="applied">Called with the gate held when a group has been applied.</param>
/// <param name="told">Called without the gate when those who wait for the group have been told.</param>
internal sealed class Journal(Database database, Lock gate, Func<Action<BrokerRows>?> prepare, Action applied, Action told)
{
    private List<Entry> _open = [];
    private bool _scheduled;
    private bool _closed;
    private Task _last = Task.CompletedTask;

    /// <summary>Appends one change; the task completes once it is on disk and applied.</summary>
    /// <param name="write">Stores it. Runs on the database's thread.</param>
    /// <param name="committed">Applies it to memory, with the gate held.</param>
    /// <param name="failed">Takes back what was done in advance, with the gate held.</param>
    public Task Append(Action<MessageRows> write, Action? committed = null, Action? failed = null)
    {
        if (_closed)
        {
            failed?.Invoke();
            return Task.FromException(Failures.Stopped());
        }
        var entry = new Entry(write, committed, failed);
        _open.Add(entry);
        Schedule();
        return entry.Task;
    }

    /// <summary>Sees to it that a group is written soon, although nothing was appended.</summary>
    public void Schedule()
    {
        if (_scheduled || _closed)
        {
            return;
        }
        _scheduled = true;
        var group = new Group();
        try
        {
            _last = Finish(group, database.Write(connection => Write(group, connection), failsFirst: true), _last);
        }
        catch (ObjectDisposedException failure)
        {
            _last = Finish(group, Task.FromException(failure), _last);
        }
    }

    /// <summary>Takes nothing more, and completes when everything appended is on disk.</summary>
    public Task Close()
    {
        Schedule();
        _closed = true;
        return _last;
    }

    private void Write(Group group, Connection connection)
    {
        Action<BrokerRows>? besides;
        lock (gate)
        {
            Take(group);
            besides = prepare();
        }
        var rows = new MessageRows(connection);
        foreach (var entry in group.Entries!)
        {
            entry.Write(rows);
        }
        besides?.Invoke(new BrokerRows(connection));
    }

    private void Take(Group group)
    {
        (group.Entries, _open) = (_open, []);
        _scheduled = false;
    }

    private async Task Finish(Group group, Task written, Task previous)
    {
        await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            if (group.Entries is null)
            {
                Take(group);
            }
            foreach (var entry in group.Entries!)
            {
                entry.Apply(written.Exception?.InnerException);
            }
            applied();
        }
        foreach (var entry in group.Entries)
        {
            entry.Tell();
        }
        told();
    }

    private sealed class Group
    {
        /// <summary>Null until the group is closed, which is when it is its turn to be written.</summary>
        public List<Entry>? Entries { get; set; }
    }

    private sealed class Entry(Action<MessageRows> write, Action? committed, Action? failed)
        : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private Exception? _failure;

        public Action<MessageRows> Write { get; } = write;

        public void Apply(Exception? failure)
        {
            _failure = failure;
            try
            {
                (failure is null ? committed : failed)?.Invoke();
            }
#pragma warning disable CA1031 // Whoever waits for this entry is told; the others of the group go on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failure ??= exception;
            }
        }

        public void Tell()
        {
            if (_failure is null)
            {
                SetResult();
            }
            else
            {
                SetException(_failure);
            }
        }
    }
}
