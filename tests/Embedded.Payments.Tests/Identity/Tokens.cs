using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Serverless.Embedded.Identity;

namespace Serverless.Embedded.Payments.Tests;

public sealed class Tokens(Issuer issuer) : IClassFixture<Issuer>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly HttpClient _http = issuer.Http;
    private readonly TimerClock _clock = issuer.Clock;

    [Fact]
    public async Task A_token_is_plain_text_and_valid_by_the_published_keys()
    {
        var token = await _http.GetStringAsync("/token?sub=alice&role=operator&role=support", Stop);

        var valid = await Validate(token);

        Assert.True(valid.IsValid, valid.Exception?.ToString());
        Assert.Equal("alice", valid.ClaimsIdentity.FindFirst("sub")!.Value);
        Assert.Equal(["operator", "support"], valid.ClaimsIdentity.FindAll("roles").Select(claim => claim.Value));
        var read = new JsonWebToken(token);
        Assert.Equal(["orders-api"], read.Audiences);
        Assert.Equal("http://identity.embedded", read.Issuer);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime.AddHours(1), read.ValidTo);
    }

    [Fact]
    public async Task A_token_that_was_changed_is_not_valid()
    {
        var token = await _http.GetStringAsync("/token?sub=alice", Stop);
        var other = await _http.GetStringAsync("/token?sub=mallory", Stop);

        var forged = string.Join('.', token.Split('.')[0], other.Split('.')[1], token.Split('.')[2]);

        Assert.False((await Validate(forged)).IsValid);
    }

    [Fact]
    public async Task Json_comes_when_asked_for_with_audience_and_lifetime_as_wanted()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/token?sub=alice&audience=other-api&expires_in=60");
        request.Headers.Accept.ParseAdd("application/json");

        var reply = await Reply.Read(await _http.SendAsync(request, Stop));

        Assert.Equal(("Bearer", "60"), (reply["token_type"], reply["expires_in"]));
        var token = new JsonWebToken(reply["access_token"]);
        Assert.Equal(["other-api"], token.Audiences);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime.AddMinutes(1), token.ValidTo);
        Assert.DoesNotContain(token.Claims, claim => claim.Type == "roles");
    }

    [Theory]
    [InlineData("/token")]
    [InlineData("/token?sub=")]
    [InlineData("/token?sub=alice&expires_in=0")]
    [InlineData("/token?sub=alice&expires_in=soon")]
    [InlineData("/token?sub=alice&roles=admin")]
    [InlineData("/token?sub=alice&sub=bob")]
    public async Task A_wrong_request_is_400(string path) => Assert.Equal(400, (await Reply.Read(await _http.GetAsync(path, Stop))).Status);

    [Fact]
    public async Task Discovery_names_the_keys_under_the_address_that_was_used()
    {
        var discovery = await Reply.Read(await _http.GetAsync("/.well-known/openid-configuration", Stop));

        Assert.Equal("http://identity.embedded", discovery["issuer"]);
        Assert.Equal("http://identity.test/keys", discovery["jwks_uri"]);
    }

    [Fact]
    public async Task A_page_makes_tokens_by_hand()
    {
        var page = await Reply.Read(await _http.GetAsync("/", Stop));

        Assert.Equal(200, page.Status);
        Assert.Contains("name=\"sub\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await Reply.Read(await _http.GetAsync("/other", Stop))).Status);
        Assert.Equal(405, (await Reply.Read(await _http.PostAsync("/token?sub=alice", null, Stop))).Status);
    }

    [Fact]
    public async Task The_key_lives_as_long_as_the_data()
    {
        var token = await _http.GetStringAsync("/token?sub=alice", Stop);
        await using var restarted = new IdentityProvider(issuer.Database, new IdentityOptions(), _clock);
        await using var other = new Issuer();

        Assert.True((await Validate(token, Issuer.Client(restarted))).IsValid);
        Assert.False((await Validate(token, other.Http)).IsValid);
    }

    private Task<TokenValidationResult> Validate(string token) => Validate(token, _http);

    /// <summary>As an application validates: it fetches discovery and keys, and knows no more.</summary>
    private async Task<TokenValidationResult> Validate(string token, HttpClient http)
    {
        var metadata = await OpenIdConnectConfigurationRetriever.GetAsync("http://identity.test/.well-known/openid-configuration",
            new HttpDocumentRetriever(http) { RequireHttps = false }, Stop);
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = "orders-api",
            IssuerSigningKeys = metadata.SigningKeys,
            LifetimeValidator = (from, until, _, _) => from <= _clock.GetUtcNow().UtcDateTime && until > _clock.GetUtcNow().UtcDateTime,
        });
    }
}
