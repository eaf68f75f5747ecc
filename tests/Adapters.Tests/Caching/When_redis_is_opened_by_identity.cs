using System.Diagnostics;
using Azure.Core;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Adapters.Caching;
using Serverless.Servers;

namespace Serverless.Adapters.Tests.Caching;

/// <summary>Against a real server, which takes the token of the hour for the user <c>app</c> and no other.</summary>
public sealed class When_redis_is_opened_by_identity : IAsyncLifetime
{
    private static readonly DistributedCacheEntryOptions Kept = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private readonly int _port = Server.FreePort();
    private readonly TimerClock _clock = new();
    private Server? _server;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await Server.Start("redis-server", _port, ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], Stop);
        await Take("token-1");
    }

    [Fact]
    public async Task The_token_is_the_password()
    {
        using var cache = Cache(new Tokens(_clock));
        await cache.SetAsync("tea", [1], Kept, Stop);
        Assert.Equal([1], await cache.GetAsync("tea", Stop));
        Assert.Contains("user=app", await Cli("CLIENT", "LIST"));
    }

    [Fact]
    public async Task A_new_token_is_asked_for_when_the_old_one_ends()
    {
        var tokens = new Tokens(_clock);
        using var cache = Cache(tokens);
        await cache.SetAsync("tea", [1], Kept, Stop);
        await Take("token-2");
        await Cli("CLIENT", "KILL", "USER", "app");
        await Assert.ThrowsAnyAsync<Exception>(() => cache.GetAsync("tea", Stop));

        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal([1], await cache.GetAsync("tea", Stop));
        Assert.Equal(2, tokens.Asked);
    }

    [Fact]
    public async Task Nobody_waits_for_a_token_while_the_old_one_lasts()
    {
        var tokens = new Tokens(_clock);
        using var cache = Cache(tokens);
        await cache.SetAsync("tea", [1], Kept, Stop);

        tokens.Held = new TaskCompletionSource();
        _clock.Advance(TimeSpan.FromMinutes(55));
        Assert.Equal([1], await cache.GetAsync("tea", Stop));
        Assert.Equal([1], await cache.GetAsync("tea", Stop));
        tokens.Held.SetResult();
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_asked_for_again()
    {
        var tokens = new Tokens(_clock) { Failure = new InvalidOperationException("no identity here") };
        using var cache = Cache(tokens);
        Assert.Same(tokens.Failure, await Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetAsync("tea", Stop)));
        tokens.Failure = null;
        await Take("token-2");
        Assert.Null(await cache.GetAsync("tea", Stop));
    }

    [Fact]
    public void A_connection_string_that_is_none_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => Cache(new Tokens(_clock), "colour=blue"));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private RedisByIdentity Cache(Tokens tokens, string more = "user=app") =>
        new($"127.0.0.1:{_port},{more}", "test:", tokens, _clock, NullLogger<RedisByIdentity>.Instance);

    private Task<string> Take(string token) => Cli("ACL", "SETUSER", "app", "on", "resetpass", $">{token}", "~*", "+@all");

    private async Task<string> Cli(params string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", ["-p", $"{_port}", .. arguments]) { RedirectStandardOutput = true })!;
        var output = await cli.StandardOutput.ReadToEndAsync(Stop);
        await cli.WaitForExitAsync(Stop);
        return output;
    }

    /// <summary>An identity whose tokens are counted, and last an hour.</summary>
    private sealed class Tokens(TimeProvider clock) : TokenCredential
    {
        private int _asked;

        public int Asked => _asked;

        public Exception? Failure { get; set; }

        public TaskCompletionSource? Held { get; set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Asked without waiting.");

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal("https://redis.azure.com/.default", Assert.Single(requestContext.Scopes));
            var number = Interlocked.Increment(ref _asked);
            await (Held?.Task ?? Task.CompletedTask);
            return Failure is null ? new($"token-{number}", clock.GetUtcNow().AddHours(1)) : throw Failure;
        }
    }
}
