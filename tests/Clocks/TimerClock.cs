namespace Serverless.Clocks;

/// <summary>A clock that stands still until it is moved, and whose timers fire on the thread that moves it past them.</summary>
internal sealed class TimerClock : ManualClock
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];

    /// <summary>How many timers wait: a test waits for one before it moves the clock.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when something waits for the clock to reach an instant.</summary>
    public Task UntilWaitedFor(TimeSpan fromNow)
    {
        var due = Now + fromNow;
        return Until.True(() => IsWaitedFor(due));
    }

    /// <summary>Moves the time on, stopping at each timer on the way.</summary>
    public override void Advance(TimeSpan by)
    {
        var end = Now + by;
        while (NextBy(end) is { } timer)
        {
            timer.Fire();
        }
        Now = end;
    }

    private bool IsWaitedFor(DateTimeOffset due)
    {
        lock (_gate)
        {
            return _timers.Any(timer => timer.Due == due);
        }
    }

    private Timer? NextBy(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
            {
                Now = next.Due > Now ? next.Due : Now;
                _timers.Remove(next);
            }
            return next;
        }
    }

    private sealed class Timer(TimerClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.Now + dueTime;
                    clock._timers.Add(this);
                }
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
