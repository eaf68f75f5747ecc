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
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

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
        var result = await Handler.ValidateTokenAsync(token, TokenRules.Of(configuration, options.Value.Audience, time));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            issuer.RequestRefresh(); // The issuer may have new keys: they are fetched aside, at most once in five minutes.
        }
        return result.IsValid ? Accept((JsonWebToken)result.SecurityToken) : new Verdict.Refused(TokenRules.Explain(result.Exception));
    }

    private static Verdict Accept(JsonWebToken token) =>
        CustomerId.TryParse(token.Subject, out var customer)
            ? new Verdict.Accepted(customer, new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + TokenRules.ClockSkew, IsOperator(token))
            : new Verdict.Refused("The token names no usable subject.");

    // The claim may be one text or a list of them: either way, one claim for each role.
    private static bool IsOperator(JsonWebToken token) => token.Claims.Any(claim => claim is { Type: "roles", Value: "operator" });

    [LoggerMessage(1011, LogLevel.Error, "The OpenID Connect issuer's metadata at {Address} cannot be had: requests are refused")]
    private static partial void IssuerUnavailable(ILogger log, Exception failure, string address);
}
