namespace Serverless.Embedded.ServiceBus;

/// <summary>One timer for everything in the broker that happens by the clock, set to the next moment at which something is due.</summary>
internal sealed class Agenda : IDisposable
{
    // Timers have a limit; waking up once in a while for nothing costs nothing.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly Lock _gate;
    private readonly Func<long, long> _run;
    private readonly Action _done;
    private readonly ITimer _timer;
    private long _armed = long.MaxValue;
    private bool _stopped;

    /// <param name="clock">The broker's clock.</param>
    /// <param name="gate">Held while <paramref name="run"/> runs.</param>
    /// <param name="run">Does what is due by the given UTC ticks, and answers when the next is due.</param>
    /// <param name="done">Called after that, without the gate.</param>
    public Agenda(TimeProvider clock, Lock gate, Func<long, long> run, Action done)
    {
        (_clock, _gate, _run, _done) = (clock, gate, run, done);
        _timer = clock.CreateTimer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>UTC ticks.</summary>
    public long Now => _clock.GetUtcNow().UtcTicks;

    public TimeProvider Clock => _clock;

    /// <summary>Something is due at these UTC ticks. The gate is held.</summary>
    public void Arm(long due)
    {
        if (due >= _armed)
        {
            return;
        }
        _armed = due;
        // Rounded up to a millisecond, as timers are: waking early would mean waking twice.
        var sleep = TimeSpan.FromMilliseconds(Math.Ceiling(new TimeSpan(Math.Max(0, due - Now)).TotalMilliseconds));
        _timer.Change(sleep < LongestSleep ? sleep : LongestSleep, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing more happens by the clock. The gate is held.</summary>
    public void Stop() => _stopped = true;

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }
            _armed = long.MaxValue;
            Arm(_run(Now));
        }
        _done();
    }
}
