using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions.Http.Timeouts;

/// <summary>How long a request may take: the setting <c>Http__RequestTimeout</c>.</summary>
internal sealed class TimeoutOptions : IValidatableObject
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>After 230 s Azure's load balancer has hung up.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(220);

    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RequestTimeout < Shortest || RequestTimeout > Longest)
        {
            yield return new($"Http__RequestTimeout should be between {Shortest:c} and {Longest:c}.", [nameof(RequestTimeout)]);
        }
    }
}
