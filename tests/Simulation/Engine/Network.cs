namespace Serverless.Simulation.Engine;

/// <summary>
/// Every call that leaves the process goes through here, and here its fate is decided. A call of a process that died never returns:
/// whatever awaited it is gone, as the memory of a dead process is.
/// </summary>
internal sealed class Network(Timeline time, Chance chance, Weather weather, Trace trace)
{
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(4);

    /// <summary>The number of the process: a new one begins with each crash of the whole application.</summary>
    public int Process { get; private set; }

    /// <summary>How many calls came to grief.</summary>
    public int Faults { get; private set; }

    /// <summary>Kills everything that is under way.</summary>
    public void Kill()
    {
        Process++;
        trace.Write($"*** the application is killed");
    }

    /// <summary>Has something done elsewhere.</summary>
    public Task<Reply> Reach(string what, Action effect) => Reach(what, effect, weather.Draw());

    public Task<Reply> Reach(string what, Action effect, Fate fate)
    {
        var answer = new TaskCompletionSource<Reply>();
        var process = Process;
        Faults += fate == Fate.Served ? 0 : 1;
        if (fate != Fate.Served)
            trace.Write($"    ! {what}: {fate}");
        switch (fate)
        {
            case Fate.CrashBefore:
                break;
            case Fate.CrashAfter:
                time.After(weather.Latency(), effect);
                break;
            case Fate.Refused:
                Answer(Reply.Refused);
                break;
            case Fate.RequestLost:
                Answer(Reply.Unknown);
                break;
            case Fate.EffectLate:
                Answer(Reply.Unknown);
                time.After(chance.Spread(TimeSpan.FromMilliseconds(100), Latest), effect);
                break;
            default:
                time.After(weather.Latency(), () =>
                {
                    effect();
                    Answer(fate == Fate.Served ? Reply.Done : Reply.Unknown);
                });
                break;
        }

        return answer.Task;

        void Answer(Reply reply) => time.After(weather.Latency(), () =>
        {
            if (process == Process)
                answer.SetResult(reply);
        });
    }
}

/// <summary>What the caller knows in the end.</summary>
internal enum Reply
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>Nothing was done.</summary>
    Refused,

    /// <summary>It was done, or not, or will be.</summary>
    Unknown,
}
