namespace Serverless.Embedded.Host;

/// <summary>Counts invocations in flight, and tells who waits for quiet when one has ended.</summary>
internal sealed class Activity
{
    private readonly Lock _lock = new();
    private int _running;
    private long _begun;
    private TaskCompletionSource? _changed;

    public int Running => Volatile.Read(ref _running);

    /// <summary>How many have ever begun: equal before and after a look around means that nothing ran in between.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    public Running Begin()
    {
        Interlocked.Increment(ref _running);
        Interlocked.Increment(ref _begun);
        return new(this);
    }

    /// <summary>Completes when an invocation ends.</summary>
    public Task NextEnd()
    {
        lock (_lock)
        {
            return (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    internal void End()
    {
        Interlocked.Decrement(ref _running);
        if (Volatile.Read(ref _changed) is not null)
        {
            lock (_lock)
            {
                _changed?.TrySetResult();
                _changed = null;
            }
        }
    }
}

/// <summary>One invocation in flight, until disposed.</summary>
internal readonly struct Running(Activity activity) : IDisposable
{
    public void Dispose() => activity.End();
}
