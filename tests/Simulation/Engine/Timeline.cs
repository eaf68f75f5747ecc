namespace Serverless.Simulation.Engine;

/// <summary>
/// The only clock and the only scheduler: what is to happen, in the order of its time. Nothing waits for real, and everything runs on
/// the thread that calls <see cref="Step"/>, so that a seed decides every interleaving.
/// </summary>
internal sealed class Timeline : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, Moment> coming = new();
    private long number;

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>How much has happened.</summary>
    public long Steps { get; private set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(this, () => callback(state), dueTime, period);

    public void At(DateTimeOffset time, Action happen) => coming.Enqueue(happen, new Moment(time < Now ? Now : time, ++number));

    public void After(TimeSpan delay, Action happen) => At(Now + delay, happen);

    public Task Pause(TimeSpan delay)
    {
        var over = new TaskCompletionSource();
        After(delay, over.SetResult);
        return over.Task;
    }

    /// <summary>Lets happen what comes next, up to this time. False when nothing does: then that is the time.</summary>
    public bool Step(DateTimeOffset until)
    {
        if (!coming.TryPeek(out _, out var next) || next.At > until)
        {
            Now = until;
            return false;
        }

        Now = next.At;
        Steps++;
        coming.Dequeue()();
        return true;
    }

    // What is to happen at the same time happens in the order in which it was asked for.
    private readonly record struct Moment(DateTimeOffset At, long Number) : IComparable<Moment>
    {
        public int CompareTo(Moment other) => At == other.At ? Number.CompareTo(other.Number) : At.CompareTo(other.At);
    }

    private sealed class VirtualTimer : ITimer
    {
        private readonly Timeline time;
        private readonly Action callback;
        private int generation;

        public VirtualTimer(Timeline time, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            (this.time, this.callback) = (time, callback);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++generation;
            if (dueTime >= TimeSpan.Zero)
                time.After(dueTime, () => Ring(mine, period));
            return true;
        }

        public void Dispose() => generation++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(int mine, TimeSpan period)
        {
            if (mine != generation)
                return;
            if (period > TimeSpan.Zero)
                time.After(period, () => Ring(mine, period));
            callback();
        }
    }
}
