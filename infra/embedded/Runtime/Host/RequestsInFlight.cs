namespace Serverless.Embedded.Host;

/// <summary>
/// Counts the HTTP requests that functions are answering. Somebody waits for each of them, and nobody for a message: whoever
/// works for nobody who waits stands back while there are many.
/// </summary>
internal sealed class RequestsInFlight : IDisposable
{
    /// <summary>From so many at once on it is a burst.</summary>
    private const int Many = 8;

    // Answers leave together, when a group of writes is committed, and their clients ask again together: that there is nothing in flight
    // between two groups does not end a burst.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    // In a burst that does not end, requests and messages go first by turns: half of the minute in which an order is to be paid.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private int _count;
    private int _peak;
    private int _peakBefore;
    private long _windowBegan;
    private long? _burstBegan;
    private bool _timed;

    public RequestsInFlight(TimeProvider clock)
    {
        _clock = clock;
        _windowBegan = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Ease(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// How many requests go before messages now: the most that were in flight at once in this moment's window and the one before; none while
    /// it is the messages' turn.
    /// </summary>
    public int First
    {
        get
        {
            lock (_lock)
            {
                Roll();
                return Waiting();
            }
        }
    }

    /// <summary>Raised when <see cref="First"/> may have become smaller. Handlers must be quick.</summary>
    public event Action? Fewer;

    public void Begin()
    {
        lock (_lock)
        {
            Roll();
            _peak = Math.Max(_peak, ++_count);
            LookAgain();
        }
    }

    public void End()
    {
        lock (_lock)
        {
            Roll();
            _count--;
            LookAgain();
        }
    }

    /// <summary>Waits while there is a burst, but no longer than this.</summary>
    public async Task UntilFew(TimeSpan longest, CancellationToken stop)
    {
        if (First < Many)
        {
            return;
        }
        var few = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (First < Many)
            {
                few.TrySetResult();
            }
        }
        Fewer += Look;
        try
        {
            await few.Task.WaitAsync(longest, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Fewer -= Look;
        }
    }

    public void Dispose() => _timer.Dispose();

    private int Most => Math.Max(_peak, _peakBefore);

    private void Ease()
    {
        lock (_lock)
        {
            _timed = false;
            Roll();
            LookAgain();
        }
        Fewer?.Invoke();
    }

    // What was counted grows old by itself, and a turn ends by itself, too.
    private void LookAgain()
    {
        if (!_timed && (Most > _count || Most >= Many))
        {
            _timed = true;
            _timer.Change(Window, Timeout.InfiniteTimeSpan);
        }
    }

    private void Roll()
    {
        var now = _clock.GetTimestamp();
        var elapsed = _clock.GetElapsedTime(_windowBegan, now);
        if (elapsed < Window)
        {
            return;
        }
        (_peakBefore, _peak, _windowBegan) = (elapsed < 2 * Window ? _peak : _count, _count, now);
        _burstBegan = Most < Many ? null : _burstBegan ?? now;
    }

    private int Waiting()
    {
        var turns = _burstBegan is { } began ? (long)(_clock.GetElapsedTime(began) / Turn) : 0;
        return turns % 2 == 0 ? Most : 0;
    }
}
