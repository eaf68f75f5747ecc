using System.ComponentModel.DataAnnotations;

namespace Serverless.Adapters.Payments;

/// <summary>When the provider is left alone for a while: the settings <c>PaymentProvider__CircuitBreaker__*</c>.</summary>
internal sealed class CircuitBreakerOptions
{
    private const string Name = "PaymentProvider__CircuitBreaker__";

    /// <summary>The share of requests that fail within <see cref="Sampling"/> from which the circuit opens, above 0 up to 1.</summary>
    [Range(0.01, 1, ErrorMessage = Name + "FailureRatio should be a number from 0.01 to 1.")]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Fewer requests than this within <see cref="Sampling"/> say nothing.</summary>
    [Range(2, 10_000, ErrorMessage = Name + "MinimumRequests should be a whole number from 2 to 10000.")]
    public int MinimumRequests { get; set; } = 20;

    /// <summary>The time over which requests are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = Name + "Sampling should be between 00:00:01 and 00:10:00.")]
    public TimeSpan Sampling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing is asked; then one request tries.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = Name + "Break should be between 00:00:01 and 00:10:00.")]
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(15);
}
