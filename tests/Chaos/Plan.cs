namespace Serverless.Chaos;

/// <summary>How long and how wild a run is.</summary>
internal sealed record Plan
{
    /// <summary>Decides what customers want and when the application is killed. What comes first in the run is up to the machine.</summary>
    public required int Seed { get; init; }

    public required int Kills { get; init; }

    public required int Customers { get; init; }

    /// <summary>The acknowledged requests between a start and the next kill.</summary>
    public (int Least, int Most) Between { get; init; } = (20, 400);

    /// <summary>How the provider delivers its events, as it names it.</summary>
    public string Webhooks { get; init; } = "mixed";

    /// <summary>How long orders may stay unpaid.</summary>
    public TimeSpan PaymentWindow { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Whether payments are only held at first, until an operator captures them.</summary>
    public bool ManualCapture { get; init; }

    /// <summary>Whether some customers never come back from 3-D Secure: their orders wait until they expire.</summary>
    public bool Absentees { get; init; } = true;

    /// <summary>How long after the last request all orders must have settled.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(12);
}
