using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Functions.Tests.Http.RateLimits;

public sealed class When_a_caller_sends_too_many : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.Open(
        ["--RateLimits:Reads:PerSecond=1", "--RateLimits:Reads:Burst=3", "--RateLimits:Writes:PerSecond=0.1", "--RateLimits:Writes:Burst=2"],
        app => app.Services.AddSingleton<TimeProvider>(_clock));

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task They_are_refused_with_when_to_come_back_and_taken_then()
    {
        var alice = await _shop.Customer("alice");
        Assert.Equal("\"writes\";r=1;t=10", (await alice.Place("cart-1")).Header("RateLimit"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("\"writes\";r=0;t=19", (await alice.Place("cart-2")).Header("RateLimit"));

        var refused = await alice.Place("cart-3");
        Assert.Equal((429, "rate_limited"), refused.Refusal);
        Assert.Equal(("9", "\"writes\";r=0;t=19", "\"writes\";q=2;w=20"), (refused.Header("Retry-After"), refused.Header("RateLimit"), refused.Header("RateLimit-Policy")));
        Assert.Equal(2, (await alice.Get("api/orders")).Body["items"]!.AsArray().Count);

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(202, (await alice.Place("cart-3")).Status);
    }

    [Fact]
    public async Task Others_and_other_budgets_are_not_touched()
    {
        var alice = await _shop.Customer("alice");
        for (var number = 0; number < 3; number++)
        {
            await alice.Place($"cart-{number}");
        }
        Assert.Equal(429, (await alice.Place("cart-9")).Status);
        Assert.Equal(200, (await alice.Get("api/orders")).Status);
        Assert.Equal(202, (await (await _shop.Customer("bob")).Place("cart-1")).Status);
    }

    [Fact]
    public async Task Those_without_a_token_are_told_by_their_address()
    {
        var anybody = new Customer(_shop.Anonymous);
        var statuses = new List<int>();
        foreach (var path in new[] { "api/products", "api/nonsense", "api/products/NONE", "api/products" })
        {
            statuses.Add((await anybody.Get(path)).Status);
        }
        Assert.Equal([200, 404, 404, 429], statuses);
    }

    [Fact]
    public async Task Tokens_are_not_checked_for_who_sent_too_many_that_were_refused()
    {
        await using var shop = await Shop.Open(
            ["--RateLimits:RefusedTokens:PerSecond=0.1", "--RateLimits:RefusedTokens:Burst=3"], app => app.Services.AddSingleton<TimeProvider>(_clock));
        var (alice, bob) = (await shop.Customer("alice"), await shop.Customer("bob"));
        Assert.Equal(200, (await alice.Get("api/orders")).Status);
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(401, (await shop.WithToken($"bad.token.{number}").Get("api/orders")).Status);
        }
        var refused = await shop.WithToken("bad.token.3").Get("api/orders");
        Assert.Equal((429, "rate_limited", "10"), (refused.Status, refused.Problem, refused.Header("Retry-After")));
        Assert.Equal(429, (await bob.Get("api/orders")).Status); // Nobody knows yet whether that one is good.
        Assert.Equal(200, (await alice.Get("api/orders")).Status);
        Assert.Equal(401, (await new Customer(shop.Anonymous).Get("api/orders")).Status);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await bob.Get("api/orders")).Status); // A good one uses nothing up.
        Assert.Equal(401, (await shop.WithToken("bad.token.4").Get("api/orders")).Status);
        Assert.Equal(429, (await shop.WithToken("bad.token.5").Get("api/orders")).Status);
    }

    [Fact]
    public async Task Probes_and_the_payment_provider_are_never_refused()
    {
        var anybody = new Customer(_shop.Anonymous);
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(200, (await anybody.Get("api/health/live")).Status);
            Assert.Equal(400, (await anybody.Decide("api/payments/webhooks")).Status);
        }
    }

    [Fact]
    public async Task It_is_counted()
    {
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "http.rate_limited")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => Interlocked.Add(ref counted, measured));
        listener.Start();
        var alice = await _shop.Customer("alice");
        for (var number = 0; number < 4; number++)
        {
            await alice.Get("api/orders");
        }
        Assert.True(Volatile.Read(ref counted) >= 1); // Other tests are counted, too.
    }
}
