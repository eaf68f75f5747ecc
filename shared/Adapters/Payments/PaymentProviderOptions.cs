using System.ComponentModel.DataAnnotations;

namespace Serverless.Adapters.Payments;

/// <summary>How the payment provider is reached: the settings <c>PaymentProvider__*</c>.</summary>
internal sealed class PaymentProviderOptions : IValidatableObject
{
    /// <summary><c>PaymentProvider__BaseAddress</c>: the address below which <c>/v1/payment_intents</c> is found.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary><c>PaymentProvider__ApiKey</c>: the secret key, sent as a bearer token.</summary>
    [Required(ErrorMessage = "PaymentProvider__ApiKey is missing: set it to the provider's secret key, sk_….")]
    public string ApiKey { get; set; } = "";

    /// <summary><c>PaymentProvider__WebhookSecrets</c>: what notices may be signed with, separated by commas. Without one, none is taken.</summary>
    public string WebhookSecrets { get; set; } = "";

    /// <summary><c>PaymentProvider__Timeout</c>: how long an answer may take before the outcome counts as unknown.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ErrorMessage = "PaymentProvider__Timeout should be between 00:00:01 and 00:01:00.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary><c>PaymentProvider__MaxConcurrency</c>: how many requests may be under way at a time, in each instance.</summary>
    [Range(1, 1000, ErrorMessage = "PaymentProvider__MaxConcurrency should be a whole number from 1 to 1000.")]
    public int MaxConcurrency { get; set; } = 64;

    /// <summary><c>PaymentProvider__CircuitBreaker__*</c>.</summary>
    [Required]
    public CircuitBreakerOptions CircuitBreaker { get; set; } = new();

    /// <summary><c>PaymentProvider__ReturnUrl</c>: where the customer comes back to after 3-D Secure.</summary>
    [Url(ErrorMessage = "PaymentProvider__ReturnUrl should be an absolute address of the shop.")]
    public string ReturnUrl { get; set; } = "http://localhost:7071/";

    /// <summary><c>RequireTls</c>.</summary>
    public bool RequireTls { get; internal set; } = true;

    /// <summary>The secrets of <see cref="WebhookSecrets"/>, one by one.</summary>
    internal string[] Secrets => WebhookSecrets.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseAddress is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            yield return new(
                $"PaymentProvider__BaseAddress is '{BaseAddress}': it should be an absolute address, such as https://api.stripe.com.",
                [nameof(BaseAddress)]);
        }
        else if (RequireTls && !Transport.IsSafe(BaseAddress))
        {
            yield return new(
                $"PaymentProvider__BaseAddress is '{BaseAddress}': it should begin with https ({Transport.HowToDoWithout}).", [nameof(BaseAddress)]);
        }
        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(CircuitBreaker, new ValidationContext(CircuitBreaker), wrong, validateAllProperties: true);
        foreach (var result in wrong)
        {
            yield return result;
        }
    }
}
