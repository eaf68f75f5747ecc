namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>How events reach their endpoint. A real provider promises none of this: not at once, not once, not in order.</summary>
internal enum DeliveryMode
{
    /// <summary>At once.</summary>
    Prompt,

    /// <summary>After the delay.</summary>
    Late,

    /// <summary>At once, and again after the delay.</summary>
    Twice,

    /// <summary>At any time within the delay, so that later events overtake earlier ones.</summary>
    Shuffled,

    /// <summary>Not at all: events can only be listed.</summary>
    Never,

    /// <summary>One of the above for each event.</summary>
    Mixed,
}

internal static class DeliveryModes
{
    private static readonly DeliveryMode[] Mixture =
    [
        DeliveryMode.Prompt, DeliveryMode.Prompt, DeliveryMode.Prompt, DeliveryMode.Late,
        DeliveryMode.Prompt, DeliveryMode.Twice, DeliveryMode.Shuffled, DeliveryMode.Never,
    ];

    /// <summary>How long after it happened each delivery of an event is due, in milliseconds; none when it is not delivered.</summary>
    /// <param name="mode">How events are delivered.</param>
    /// <param name="eventNumber">Decides where the mode leaves it open: the same for the same number, without order for many.</param>
    /// <param name="delay">In milliseconds.</param>
    public static long[] Deliveries(this DeliveryMode mode, long eventNumber, long delay) => mode switch
    {
        DeliveryMode.Prompt => [0],
        DeliveryMode.Late => [delay],
        DeliveryMode.Twice => [0, delay],
        DeliveryMode.Shuffled => [Scatter(eventNumber) % (delay + 1)],
        DeliveryMode.Never => [],
        DeliveryMode.Mixed => Mixture[Scatter(eventNumber) % Mixture.Length].Deliveries(eventNumber / Mixture.Length, delay),
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>The modes as settings and calls name them.</summary>
    public static string Names { get; } = string.Join(", ", Enum.GetValues<DeliveryMode>().Select(Name));

    public static string Name(this DeliveryMode mode) => mode switch
    {
        DeliveryMode.Prompt => "prompt",
        DeliveryMode.Late => "late",
        DeliveryMode.Twice => "twice",
        DeliveryMode.Shuffled => "shuffled",
        DeliveryMode.Never => "never",
        DeliveryMode.Mixed => "mixed",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static bool TryParse(string name, out DeliveryMode mode)
    {
        mode = Enum.GetValues<DeliveryMode>().FirstOrDefault(one => one.Name() == name);
        return mode.Name() == name;
    }

    // Multiplying by the golden ratio spreads neighbours far apart.
    private static long Scatter(long number) => (long)(unchecked((ulong)number * 0x9E3779B97F4A7C15) >> 33);
}
