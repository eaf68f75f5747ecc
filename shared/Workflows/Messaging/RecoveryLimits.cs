using System.ComponentModel.DataAnnotations;

namespace Serverless.Workflows.Messaging;

/// <summary>How long <see cref="Recovery"/> goes on, for each kind of trouble: the settings <c>Recovery__*</c>.</summary>
public sealed class RecoveryLimits
{
    /// <summary><c>Recovery__FaultTries</c>: when code fails. 30 tries are about an hour and a half.</summary>
    [Range(0, 10_000, ErrorMessage = "Recovery__FaultTries should be a whole number from 0 to 10000.")]
    public int FaultTries { get; init; } = 30;

    /// <summary><c>Recovery__OrderTries</c>: when something else has to come first, or others always write first.</summary>
    [Range(0, 10_000, ErrorMessage = "Recovery__OrderTries should be a whole number from 0 to 10000.")]
    public int OrderTries { get; init; } = 30;

    /// <summary><c>Recovery__OutageTries</c>: while a store or the network is down. 400 tries are about a day.</summary>
    [Range(0, 10_000, ErrorMessage = "Recovery__OutageTries should be a whole number from 0 to 10000.")]
    public int OutageTries { get; init; } = 400;

    /// <summary><c>Recovery__ProviderTries</c>: while the payment provider cannot be asked.</summary>
    [Range(0, 10_000, ErrorMessage = "Recovery__ProviderTries should be a whole number from 0 to 10000.")]
    public int ProviderTries { get; init; } = 400;

    /// <summary><c>Recovery__DoubtTries</c>: while the outcome of a payment is in doubt.</summary>
    [Range(0, 10_000, ErrorMessage = "Recovery__DoubtTries should be a whole number from 0 to 10000.")]
    public int DoubtTries { get; init; } = 400;

    /// <summary><c>Recovery__FirstDelay</c>: the wait before the second try; it doubles from there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Recovery__FirstDelay should be between 00:00:00.1 and 01:00:00.")]
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary><c>Recovery__LongestDelay</c>: the longest wait between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Recovery__LongestDelay should be between 00:00:01 and 1.00:00:00.")]
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(5);

    internal int For(Trouble trouble) => trouble switch
    {
        Trouble.Fault => FaultTries,
        Trouble.TooEarly or Trouble.LostRaces => OrderTries,
        Trouble.Outage => OutageTries,
        Trouble.Unavailable => ProviderTries,
        Trouble.InDoubt => DoubtTries,
        _ => 0,
    };
}
