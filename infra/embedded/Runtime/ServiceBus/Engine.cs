using Serverless.Embedded.ServiceBus.Entities;
using Serverless.Embedded.ServiceBus.Storage;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus;

/// <summary>
/// What the entities of a broker share: one gate around everything in memory, one clock, one journal.
/// <para>
/// A receive writes nothing. So that a message which brings the process down does not come back for ever, each group commit
/// stores beside its entries which messages are locked at that moment; when nothing else is committed, that happens
/// <see cref="UnstoredLocks"/> after a receive at the latest. A delivery that was under way when the process died counts on
/// the next start if it had been stored so; settled messages are gone in the same commit and are never counted.
/// </para>
/// </summary>
internal sealed class Engine : IDisposable
{
    private static readonly TimeSpan UnstoredLocks = TimeSpan.FromMilliseconds(250);

    private readonly Database _database;
    private long _locksDue = long.MaxValue;
    private bool _locksChanged;

    public Engine(Database database, TimeProvider clock, Action changed)
    {
        _database = database;
        Agenda = new Agenda(clock, Gate, RunDue, changed);
        Journal = new Journal(database, Gate, Prepare, Applied, changed);
    }

    public Lock Gate { get; } = new();

    public Agenda Agenda { get; }

    public Journal Journal { get; }

    public IReadOnlyList<Backlog> Backlogs { get; private set; } = [];

    public IReadOnlyList<Destination> Destinations { get; private set; } = [];

    public long MessagesSent { get; set; }

    /// <summary>Takes over the entities with what the database holds for them.</summary>
    public Task Start(Declaration declared)
    {
        var stored = Read(rows => rows.All());
        var locked = _database.Read(connection => new BrokerRows(connection).Locked()).ToHashSet();
        lock (Gate)
        {
            (Destinations, Backlogs) = (declared.Destinations, declared.Backlogs);
            var destinations = Destinations.ToDictionary(destination => destination.Numbers.Entity);
            var backlogs = Backlogs.ToDictionary(backlog => backlog.Numbers.Entity);
            foreach (var row in stored)
            {
                var entity = MessageKey.Entity(row.Key);
                if (row.State == RowState.Scheduled)
                {
                    destinations.GetValueOrDefault(entity)?.Restore(row);
                }
                else
                {
                    // Messages of an entity that is no longer declared stay where they are.
                    backlogs.GetValueOrDefault(entity)?.Restore(row, locked.Contains(row.Key));
                }
            }
            LocksChanged(Agenda.Now);
            Agenda.Arm(RunDue(Agenda.Now));
            return Journal.Append(_ => { });
        }
    }

    /// <summary>Ends every waiting receive, and completes when everything appended is on disk.</summary>
    public Task Stop()
    {
        lock (Gate)
        {
            foreach (var backlog in Backlogs)
            {
                backlog.Stop(Failures.Stopped());
                backlog.Numbers.Release();
            }
            foreach (var destination in Destinations)
            {
                destination.Numbers.Release();
            }
            // What is due from now on could not be stored: it waits for the next start.
            Agenda.Stop();
            return Journal.Close();
        }
    }

    public T Read<T>(Func<MessageRows, T> read) => _database.Read(connection => read(new MessageRows(connection)));

    /// <summary>Messages were locked or unlocked. The gate is held.</summary>
    public void LocksChanged(long now)
    {
        if (!_locksChanged)
        {
            _locksChanged = true;
            _locksDue = now + UnstoredLocks.Ticks;
            Agenda.Arm(_locksDue);
        }
    }

    public void Dispose() => Agenda.Dispose();

    private long RunDue(long now)
    {
        var next = long.MaxValue;
        foreach (var destination in Destinations)
        {
            next = Math.Min(next, destination.RunDue(now));
        }
        foreach (var backlog in Backlogs)
        {
            next = Math.Min(next, backlog.RunDue(now));
        }
        if (_locksChanged && _locksDue <= now)
        {
            Journal.Schedule();
            _locksDue = long.MaxValue;
        }
        return Math.Min(next, _locksDue);
    }

    private void Applied()
    {
        foreach (var backlog in Backlogs)
        {
            backlog.Serve();
        }
    }

    private Action<BrokerRows>? Prepare()
    {
        Action<BrokerRows>? besides = null;
        var now = Agenda.Now;
        foreach (var destination in Destinations)
        {
            besides += Reservation(destination.Numbers);
            besides += destination.Seen?.TakeUnwritten(now);
        }
        foreach (var backlog in Backlogs)
        {
            besides += Reservation(backlog.Numbers);
        }
        if (_locksChanged)
        {
            _locksChanged = false;
            _locksDue = long.MaxValue;
            long[] locked = [.. Backlogs.SelectMany(backlog => backlog.LockedKeys)];
            besides += rows => rows.SetLocked(locked);
        }
        return besides;
    }

    private static Action<BrokerRows>? Reservation(SequenceNumbers numbers) =>
        numbers.TakeReservation() is { } reserved ? rows => rows.Reserve(numbers.Entity, reserved) : null;
}
