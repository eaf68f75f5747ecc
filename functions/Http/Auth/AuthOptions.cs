using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions.Http.Auth;

/// <summary>Whose tokens are accepted: the settings <c>Auth__*</c>.</summary>
internal sealed class AuthOptions : IValidatableObject
{
    [Required(ErrorMessage = "Auth__Authority is missing: set it to the address of the OpenID Connect issuer, such as https://login.microsoftonline.com/<tenant>/v2.0.")]
    public string Authority { get; set; } = "";

    [Required(ErrorMessage = "Auth__Audience is missing: set it to the audience that tokens for this API carry, such as api://orders.")]
    public string Audience { get; set; } = "";

    /// <summary>False lets the issuer's keys come over plain http: for an issuer on this machine only.</summary>
    public bool RequireHttps { get; set; } = true;

    public string MetadataAddress => $"{Authority.TrimEnd('/')}/.well-known/openid-configuration";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("https" or "http"))
        {
            yield return new($"Auth__Authority is '{Authority}': it should be an absolute https address.", [nameof(Authority)]);
        }
        else if (RequireHttps && authority.Scheme == "http")
        {
            yield return new(
                $"Auth__Authority is '{Authority}': it should begin with https (for an issuer on this machine set Auth__RequireHttps to false).",
                [nameof(Authority)]);
        }
    }
}
