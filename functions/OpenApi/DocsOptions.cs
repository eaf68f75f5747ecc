using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions.OpenApi;

/// <summary>The page of the API's documentation: the settings <c>Docs__*</c>.</summary>
internal sealed class DocsOptions : IValidatableObject
{
    /// <summary>Where people get a token to try the API with: an https address, or a path of this host. The page links to it.</summary>
    public string? TokenPage { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isPath = TokenPage is ['/', not '/', ..];
        var isAddress = Uri.TryCreate(TokenPage, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
        if (!string.IsNullOrWhiteSpace(TokenPage) && !isPath && !isAddress)
        {
            yield return new($"Docs__TokenPage is '{TokenPage}': it should be an https address, or a path of this host such as /identity.", [nameof(TokenPage)]);
        }
    }
}
