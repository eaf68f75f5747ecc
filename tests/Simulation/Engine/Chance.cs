namespace Serverless.Simulation.Engine;

/// <summary>
/// What chance decides, all from one seed: SplitMix64, because a seed that failed today must fail on every machine and every version of
/// the runtime.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03;

    /// <summary>From 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>True so many times in a thousand.</summary>
    public bool PerMille(int rate) => rate > 0 && Below(1000) < rate;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + (most - least) * (Below(10_000) / 10_000.0);

    /// <summary>Mostly short, sometimes very long: each factor of ten is as likely as the next.</summary>
    public TimeSpan Spread(TimeSpan least, TimeSpan most) => least * Math.Pow(most / least, Below(10_000) / 10_000.0);

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
