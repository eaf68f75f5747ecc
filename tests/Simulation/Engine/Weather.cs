namespace Serverless.Simulation.Engine;

/// <summary>How likely trouble is, per thousand calls: drawn once for each world, some of which are calm and some rough.</summary>
internal sealed class Weather(Chance chance)
{
    private readonly int crash = chance.Of(0, 5, 20, 50);
    private readonly int refusal = chance.Of(0, 10, 30, 90);
    private readonly int loss = chance.Of(0, 10, 30, 90);
    private readonly int delay = chance.Of(0, 20, 100);

    /// <summary>From here on everything works.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How often what should come once comes twice, in a thousand.</summary>
    public int Duplicates { get; } = chance.Of(0, 20, 100);

    /// <summary>How often a lock is lost though its holder lives, in a thousand.</summary>
    public int LostLocks { get; } = chance.Of(0, 10, 50);

    /// <summary>How often the provider's server fails, in a thousand.</summary>
    public int ServerErrors { get; } = chance.Of(0, 10, 60);

    public void Clear() => IsOver = true;

    public Fate Draw()
    {
        if (IsOver)
            return Fate.Served;
        var roll = chance.Below(1000);
        return (roll -= crash) < 0 ? chance.Of(Fate.CrashBefore, Fate.CrashAfter)
            : (roll -= refusal) < 0 ? Fate.Refused
            : (roll -= loss) < 0 ? chance.Of(Fate.RequestLost, Fate.AnswerLost, Fate.AnswerLost, Fate.EffectLate)
            : Fate.Served;
    }

    /// <summary>How long one way takes.</summary>
    public TimeSpan Latency() => chance.PerMille(IsOver ? 0 : delay)
        ? chance.Spread(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2))
        : TimeSpan.FromMilliseconds(1 + chance.Below(30));
}

/// <summary>What becomes of a call that leaves the process.</summary>
internal enum Fate
{
    /// <summary>It is done and answered.</summary>
    Served,

    /// <summary>The caller dies before it is sent.</summary>
    CrashBefore,

    /// <summary>It is done, and the caller dies before it hears of that.</summary>
    CrashAfter,

    /// <summary>It is refused or never sent: nothing is done, and the caller knows.</summary>
    Refused,

    /// <summary>Nothing is done, and the caller does not know.</summary>
    RequestLost,

    /// <summary>It is done, and the caller does not know.</summary>
    AnswerLost,

    /// <summary>The caller has given up when it is done.</summary>
    EffectLate,
}
