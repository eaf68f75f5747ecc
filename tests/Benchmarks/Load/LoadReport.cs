using System.Text.Json.Serialization;

namespace Serverless.Benchmarks.Load;

/// <summary>What one run of the generator found.</summary>
/// <param name="Accepted">Orders that were answered <c>202</c> within the measurement.</param>
/// <param name="Seconds">Length of the measurement.</param>
/// <param name="Latencies">Until the answer.</param>
/// <param name="Refused">Other answers, by what they said.</param>
internal sealed record LoadReport(int Accepted, double Seconds, Latencies Latencies, IReadOnlyDictionary<string, int> Refused)
{
    /// <summary>From the start of the measurement until all of them were paid; 0 when that was not awaited.</summary>
    public double SecondsUntilPaid { get; init; }

    /// <summary>Until a read says that the order is paid; null when none was followed.</summary>
    public Latencies? ToPaid { get; init; }

    [JsonIgnore]
    public double AcceptedPerSecond => Accepted / Seconds;

    [JsonIgnore]
    public double PaidPerSecond => Accepted / SecondsUntilPaid;
}
