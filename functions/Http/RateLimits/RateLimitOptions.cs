using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions.Http.RateLimits;

/// <summary>How much one caller may ask of one instance: the settings <c>RateLimits__*</c>.</summary>
internal sealed class RateLimitOptions : IValidatableObject
{
    /// <summary>For GET, HEAD and OPTIONS.</summary>
    public BudgetOptions Reads { get; set; } = new() { PerSecond = 200, Burst = 1_000 };

    /// <summary>For everything else.</summary>
    public BudgetOptions Writes { get; set; } = new() { PerSecond = 50, Burst = 500 };

    /// <summary>Tokens that are refused, by address: more are not even checked.</summary>
    public BudgetOptions RefusedTokens { get; set; } = new() { PerSecond = 5, Burst = 500 };

    /// <summary>
    /// How many proxies of ours stand before the host, each of which appends the address it was called from to
    /// <see cref="AddressHeader"/>. Whoever else writes that field is not believed.
    /// </summary>
    public int TrustedProxies { get; set; }

    /// <summary>A gateway on Azure needs a field of its own: of <c>X-Forwarded-For</c>, the platform and the worker take entries away.</summary>
    [Required(ErrorMessage = "RateLimits__AddressHeader should be the name of a header, such as X-Forwarded-For.")]
    public string AddressHeader { get; set; } = "X-Forwarded-For";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, budget) in new[] { (nameof(Reads), Reads), (nameof(Writes), Writes), (nameof(RefusedTokens), RefusedTokens) })
        {
            if (budget.PerSecond is not (0 or (>= 0.01 and <= 1_000_000)))
            {
                yield return new($"RateLimits__{name}__PerSecond should be a number from 0.01 to 1000000, or 0 for no limit.", [name]);
            }
            if (budget.Burst is < 1 or > 1_000_000)
            {
                yield return new($"RateLimits__{name}__Burst should be a whole number from 1 to 1000000.", [name]);
            }
        }
        if (TrustedProxies is < 0 or > 8)
        {
            yield return new("RateLimits__TrustedProxies should be a whole number from 0 to 8.", [nameof(TrustedProxies)]);
        }
    }
}

/// <summary>A rate, and how far a caller that was quiet may go beyond it at once.</summary>
internal sealed class BudgetOptions
{
    /// <summary>Requests a second; 0 for no limit.</summary>
    public double PerSecond { get; set; }

    /// <summary>Requests at once.</summary>
    public int Burst { get; set; }
}
