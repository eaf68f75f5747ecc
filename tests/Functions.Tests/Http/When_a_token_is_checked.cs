using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Serverless.Functions.Http.Auth;

namespace Serverless.Functions.Tests.Http;

public sealed class When_a_token_is_checked : IDisposable
{
    private const string Issuer = "https://issuer.example";
    private const string Audience = "orders-api";
    private readonly RSA _key = RSA.Create(2048);
    private readonly ManualClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task A_good_one_names_its_customer() => Assert.Equal("alice", Assert.IsType<Verdict.Accepted>(await Check(Token())).Customer.Value);

    [Theory]
    [InlineData(true, "operator")]
    [InlineData(true, "reader", "operator")]
    [InlineData(false)]
    [InlineData(false, "Operator")]
    [InlineData(false, "operators")]
    public async Task It_is_an_operators_when_it_says_so_among_its_roles(bool expected, params string[] roles) =>
        Assert.Equal(expected, Assert.IsType<Verdict.Accepted>(await Check(Token(roles: roles))).IsOperator);

    [Fact]
    public async Task An_expired_one_is_refused()
    {
        var token = Token();
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("expired", Refused(await Check(token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_valid_yet_is_refused() =>
        Assert.Contains("not valid yet", Refused(await Check(Token(from: _clock.GetUtcNow().AddHours(1)))), StringComparison.Ordinal);

    [Fact]
    public async Task One_that_never_expires_is_refused() => Refused(await Check(Token(expires: false)));

    [Fact]
    public async Task One_of_another_issuer_is_refused() =>
        Assert.Contains("issuer", Refused(await Check(Token(issuer: "https://evil.example"))), StringComparison.Ordinal);

    [Fact]
    public async Task One_for_another_audience_is_refused() =>
        Assert.Contains("audience", Refused(await Check(Token(audience: "other-api"))), StringComparison.Ordinal);

    [Fact]
    public async Task One_signed_by_another_key_is_refused()
    {
        using var other = RSA.Create(2048);
        Refused(await Check(Token(key: new RsaSecurityKey(other) { KeyId = "1" })));
        Refused(await Check(Token(key: new RsaSecurityKey(other) { KeyId = "2" })));
    }

    [Fact]
    public async Task One_that_is_not_signed_is_refused()
    {
        var unsigned = new JsonWebTokenHandler().CreateToken(Descriptor(null));
        Refused(await Check(unsigned));
        Refused(await Check(Token().Split('.') is [var head, var body, _] ? $"{head}.{body}." : ""));
    }

    [Fact]
    public async Task One_signed_with_the_public_key_as_a_shared_secret_is_refused() => Refused(await Check(Token(
        key: new SymmetricSecurityKey(_key.ExportSubjectPublicKeyInfo()) { KeyId = "1" }, algorithm: SecurityAlgorithms.HmacSha256)));

    [Fact]
    public async Task One_without_a_subject_is_refused()
    {
        Refused(await Check(Token(subject: null)));
        Refused(await Check(Token(subject: new string('a', 256))));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task Nonsense_is_refused(string token) => Refused(await Check(token));

    [Fact]
    public async Task Nothing_is_accepted_while_the_issuer_cannot_be_reached() =>
        Assert.IsType<Verdict.Unavailable>(await Validator(new Unreachable()).Validate(Token(), Stop));

    [Fact]
    public async Task A_cached_one_is_not_checked_again_until_five_minutes_have_passed()
    {
        var issuer = new Counting(Keys());
        var cache = new TokenCache(Validator(issuer), _clock);
        var token = Token();
        for (var time = 0; time < 3; time++)
        {
            Assert.IsType<Verdict.Accepted>(await cache.Validate(token, Stop));
        }
        Assert.Equal(1, issuer.Asked);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<Verdict.Accepted>(await cache.Validate(token, Stop));
        Assert.Equal(2, issuer.Asked);
    }

    [Fact]
    public async Task A_cached_one_expires_like_any_other()
    {
        var cache = new TokenCache(Validator(new Counting(Keys())), _clock);
        var token = Token(lifetime: TimeSpan.FromMinutes(2));
        Assert.IsType<Verdict.Accepted>(await cache.Validate(token, Stop));
        _clock.Advance(TimeSpan.FromMinutes(4));
        Refused(await cache.Validate(token, Stop));
    }

    private static string Refused(Verdict verdict) => Assert.IsType<Verdict.Refused>(verdict).Reason;

    private ValueTask<Verdict> Check(string token) => Validator(new Counting(Keys())).Validate(token, Stop);

    private TokenValidator Validator(IConfigurationManager<OpenIdConnectConfiguration> issuer) => new(
        issuer, Options.Create(new AuthOptions { Authority = Issuer, Audience = Audience }), _clock, NullLogger<TokenValidator>.Instance);

    private OpenIdConnectConfiguration Keys()
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
        configuration.SigningKeys.Add(new RsaSecurityKey(_key.ExportParameters(false)) { KeyId = "1" });
        return configuration;
    }

    private string Token(
        string issuer = Issuer, string audience = Audience, string? subject = "alice", DateTimeOffset? from = null, TimeSpan? lifetime = null,
        bool expires = true, SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256, string[]? roles = null)
    {
        var descriptor = Descriptor(new SigningCredentials(key ?? new RsaSecurityKey(_key) { KeyId = "1" }, algorithm), issuer, audience, subject);
        var start = from ?? _clock.GetUtcNow();
        descriptor.Subject?.AddClaims((roles ?? []).Select(role => new Claim("roles", role)));
        descriptor.NotBefore = start.UtcDateTime;
        descriptor.Expires = expires ? (start + (lifetime ?? TimeSpan.FromHours(1))).UtcDateTime : null;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private SecurityTokenDescriptor Descriptor(
        SigningCredentials? credentials, string issuer = Issuer, string audience = Audience, string? subject = "alice") => new()
        {
            Issuer = issuer,
            Audience = audience,
            Subject = subject is null ? null : new ClaimsIdentity([new Claim("sub", subject)]),
            SigningCredentials = credentials,
            Expires = _clock.GetUtcNow().AddHours(1).UtcDateTime,
            NotBefore = _clock.GetUtcNow().UtcDateTime,
            IssuedAt = _clock.GetUtcNow().UtcDateTime,
        };

    private sealed class Counting(OpenIdConnectConfiguration configuration) : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public int Asked { get; private set; }

        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            Asked++;
            return Task.FromResult(configuration);
        }

        public void RequestRefresh() { }
    }

    private sealed class Unreachable : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => throw new InvalidOperationException("IDX20803");

        public void RequestRefresh() { }
    }
}
