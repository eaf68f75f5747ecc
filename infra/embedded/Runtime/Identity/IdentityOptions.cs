namespace Serverless.Embedded.Identity;

/// <summary>What the tokens of the embedded issuer say.</summary>
internal sealed record IdentityOptions
{
    /// <summary>The claim <c>iss</c>: the same however the issuer is reached.</summary>
    public string Issuer { get; init; } = "http://identity.embedded";

    /// <summary>The claim <c>aud</c> of a token that asks for no other.</summary>
    public string Audience { get; init; } = "orders-api";

    /// <summary>How long a token is valid that asks for no other time.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);
}
