using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Functions.Http.Auth;

/// <summary>What a token must be, and what to tell the client of one that is not.</summary>
internal static class TokenRules
{
    /// <summary>How far the issuer's clock may be from ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    // One of the issuer's asymmetric algorithms: never "none", never an HMAC over a public key.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static TokenValidationParameters Of(OpenIdConnectConfiguration configuration, string audience, TimeProvider time) => new()
    {
        ValidIssuer = configuration.Issuer,
        IssuerSigningKeys = configuration.SigningKeys,
        ValidAudience = audience,
        ValidAlgorithms = Algorithms,
        LifetimeValidator = (from, until, _, _) => IsWithin(from, until, time.GetUtcNow().UtcDateTime),
    };

    public static string Explain(Exception refusal) => refusal switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException => "The token has expired or is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidIssuerException => "The token is from another issuer.",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => "The token's signature is not valid.",
        _ => "The token is not valid.",
    };

    private static bool IsWithin(DateTime? from, DateTime? until, DateTime now) =>
        until is { } end && now < end + ClockSkew && (from is not { } start || now >= start - ClockSkew);
}
