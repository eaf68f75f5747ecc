using Serverless.Embedded.Cosmos.Documents;

namespace Serverless.Embedded.Cosmos.Feed;

/// <summary>
/// The newest changes of a container in memory, in the order of their LSNs, and who has read how far. A change appears here
/// once it is on disk, never before.
/// </summary>
internal sealed class ContainerFeed(long lsn)
{
    private const int MostChanges = 4096;
    private const int MostBytes = 1024 * 1024;

    private readonly List<long> _waiting = [];
    private readonly Lock _lock = new();
    private readonly List<FeedChange> _changes = [];
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private long _before = lsn;
    private long _committed = lsn;

    /// <summary>The last LSN that is on disk.</summary>
    public long Committed => Volatile.Read(ref _committed);

    /// <summary>Completes when <see cref="Committed"/> next moves, or the container is deleted.</summary>
    public Task Changed => Volatile.Read(ref _signal).Task;

    public bool Closed { get; private set; }

    /// <summary>
    /// How many reads wait here that have nothing left to read. A reader has dealt with what it was given before it comes back,
    /// so when as many wait as there are readers, the feed is drained.
    /// </summary>
    public int CaughtUpReaders
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count(position => position >= Committed);
            }
        }
    }

    /// <summary>Takes a commit that is on disk. The writer thread calls this, so in the order of LSNs.</summary>
    public void Publish(Commit commit)
    {
        lock (_lock)
        {
            Append(commit);
        }
        Signal();
    }

    /// <summary>Ends every wait for a container that is no more.</summary>
    public void Close()
    {
        Closed = true;
        Signal();
    }

    /// <summary>Takes the live changes after an LSN, oldest first; false when they are no longer all in memory.</summary>
    public bool TryRead(long after, int most, long now, List<FeedChange> into)
    {
        lock (_lock)
        {
            if (after < _before)
            {
                return false;
            }
            for (var i = IndexAfter(after); i < _changes.Count && into.Count < most; i++)
            {
                if (_changes[i].IsLive(now))
                {
                    into.Add(_changes[i]);
                }
            }
            return true;
        }
    }

    /// <summary>Waits for <see cref="Committed"/> to move beyond where a reader has come; false when the time is up first.</summary>
    public async Task<bool> WaitBeyond(long position, Task changed, TimeSpan most, TimeProvider clock, CancellationToken stop)
    {
        lock (_lock)
        {
            _waiting.Add(position);
        }
        try
        {
            await changed.WaitAsync(most, clock, stop);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
            {
                _waiting.Remove(position);
            }
        }
    }

    private void Signal() =>
        Interlocked.Exchange(ref _signal, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void Append(Commit commit)
    {
        foreach (var change in commit.Changes)
        {
            _changes.Add(change);
            _bytes += change.Body.Length;
        }
        foreach (var lsn in commit.Replaced)
        {
            var at = IndexAfter(lsn - 1);
            if (at < _changes.Count && _changes[at].Lsn == lsn)
            {
                _changes[at].Replaced = true;
            }
        }
        Volatile.Write(ref _committed, commit.LastLsn);
        Trim();
    }

    private void Trim()
    {
        if (_changes.Count <= MostChanges && _bytes <= MostBytes)
        {
            return;
        }
        // Half at once, so that moving the rest forward is rare.
        var drop = (_changes.Count + 1) / 2;
        _before = _changes[drop - 1].Lsn;
        _bytes -= _changes.Take(drop).Sum(change => (long)change.Body.Length);
        _changes.RemoveRange(0, drop);
    }

    private int IndexAfter(long lsn)
    {
        var (low, high) = (0, _changes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _changes[middle].Lsn <= lsn ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
