namespace Serverless.Embedded.Payments;

/// <summary>When something changes by itself next, and a wait for it that ends early when something comes before it.</summary>
internal sealed class Alarm
{
    private readonly Lock _lock = new();
    private long _next = long.MaxValue;
    private TaskCompletionSource _rung = New();

    /// <summary>In Unix milliseconds; never late, possibly early; the end of time when nothing is expected.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>Completes at the next <see cref="Ring"/>: take it before looking at what is due.</summary>
    public Task Rung
    {
        get
        {
            lock (_lock)
            {
                return _rung.Task;
            }
        }
    }

    /// <summary>Something changes at this time. Call it in a write; null is never.</summary>
    public void Expect(long? due)
    {
        if (due < Next)
        {
            Volatile.Write(ref _next, due.Value);
            Ring();
        }
    }

    /// <summary>Sets the time anew, to what a look at all that is expected found. Call it in a write.</summary>
    public void Reset(long next) => Volatile.Write(ref _next, next);

    /// <summary>Wakes who waits, whatever the time.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            _rung.TrySetResult();
            _rung = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
