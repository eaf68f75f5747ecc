using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Serverless.Domain;

namespace Serverless.Functions.Http.Auth;

/// <summary>Validates bearer tokens: signed by the issuer, for this API, within their time.</summary>
internal sealed partial class TokenValidator(
    IConfigurationManager<OpenIdConnectConfiguration> issuer, IOptions<AuthOptions> options, TimeProvider time, ILogger<TokenValidator> log)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    // One of the issuer's asymmetric algorithms: never "none", never an HMAC over a public key.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public async ValueTask<Verdict> Validate(string token, CancellationToken stop)
    {
        OpenIdConnectConfiguration configuration;
        try
        {
            configuration = await issuer.GetConfigurationAsync(stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            IssuerUnavailable(log, failure, options.Value.MetadataAddress);
            return new Verdict.Unavailable();
        }
        var result = await Handler.ValidateTokenAsync(token, Rules(configuration));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            issuer.RequestRefresh(); // The issuer may have new keys: they are fetched aside, at most once in five minutes.
        }
        return result.IsValid ? Accept((JsonWebToken)result.SecurityToken) : new Verdict.Refused(Explain(result.Exception));
    }

    private TokenValidationParameters Rules(OpenIdConnectConfiguration configuration) => new()
    {
        ValidIssuer = configuration.Issuer,
        IssuerSigningKeys = configuration.SigningKeys,
        ValidAudience = options.Value.Audience,
        ValidAlgorithms = Algorithms,
        LifetimeValidator = (from, until, _, _) => IsWithin(from, until, time.GetUtcNow().UtcDateTime),
    };

    private static bool IsWithin(DateTime? from, DateTime? until, DateTime now) =>
        until is { } end && now < end + ClockSkew && (from is not { } start || now >= start - ClockSkew);

    private static Verdict Accept(JsonWebToken token) =>
        CustomerId.TryParse(token.Subject, out var customer)
            ? new Verdict.Accepted(customer, new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + ClockSkew, IsOperator(token))
            : new Verdict.Refused("The token names no usable subject.");

    // The claim may be one text or a list of them: either way, one claim for each role.
    private static bool IsOperator(JsonWebToken token) => token.Claims.Any(claim => claim is { Type: "roles", Value: "operator" });

    private static string Explain(Exception refusal) => refusal switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException => "The token has expired or is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidIssuerException => "The token is from another issuer.",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => "The token's signature is not valid.",
        _ => "The token is not valid.",
    };

    [LoggerMessage(LogLevel.Error, "The OpenID Connect issuer's metadata at {Address} cannot be had: requests are refused")]
    private static partial void IssuerUnavailable(ILogger log, Exception failure, string address);
}
