using Serverless.Embedded.Payments.Webhooks;

namespace Serverless.Embedded.Payments.Tests;

public sealed class Sending_events : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("payments-").FullName;
    private readonly TimerClock _clock = new();
    private readonly Endpoint _endpoint;

    public Sending_events() => _endpoint = new(_clock);

    [Fact]
    public async Task A_payment_is_told_signed_and_as_it_was_then()
    {
        await using var provider = await Start();

        var intent = await provider.Pay("pm_card_visa");
        await provider.Pass(TimeSpan.Zero);

        var told = Assert.Single(_endpoint.Received).Event;
        Assert.Equal("payment_intent.succeeded", (string?)told["type"]);
        Assert.Equal(intent.Body.ToJsonString(), told["data"]!["object"]!.ToJsonString());
        Assert.Equal(("event", _clock.GetUtcNow().ToUnixTimeSeconds()), ((string?)told["object"], (long)told["created"]!));
        Assert.StartsWith("evt_", (string?)told["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_change_of_a_payment_has_its_event()
    {
        await using var provider = await Start();

        var declined = await provider.Pay("pm_card_visa_chargeDeclined");
        var id = declined["error.payment_intent.id"];
        await provider.Post($"/v1/payment_intents/{id}/confirm", null, ("payment_method", "pm_card_threeDSecure2Required"), ("return_url", "https://shop.example/back"));
        await provider.Post("/3ds/" + id, null, ("decision", "refuse"));
        await provider.Post($"/v1/payment_intents/{id}/confirm", null, ("payment_method", "pm_card_visa_chargeDeclined"));
        await provider.Post($"/v1/payment_intents/{id}/cancel");
        var held = await provider.Pay("pm_card_visa", null, ("capture_method", "manual"));
        await provider.Post($"/v1/payment_intents/{held["id"]}/capture");
        await provider.Pass(TimeSpan.Zero);

        Assert.Equal(
            ["payment_intent.payment_failed", "payment_intent.requires_action", "payment_intent.payment_failed", "payment_intent.payment_failed",
                "payment_intent.canceled", "payment_intent.amount_capturable_updated", "payment_intent.succeeded"],
            await Listed(provider));
        Assert.Equal(7, _endpoint.Received.Count);
    }

    [Fact]
    public async Task What_happens_by_itself_is_told_without_anybody_looking()
    {
        await using var provider = await Start();
        await provider.Pay("pm_sim_slow");
        await provider.Pay("pm_card_visa", null, ("capture_method", "manual"));
        await provider.Pass(TimeSpan.FromSeconds(5));

        await provider.Pass(TimeSpan.FromDays(7));

        Assert.Equal(
            ["payment_intent.processing", "payment_intent.amount_capturable_updated", "payment_intent.succeeded", "payment_intent.canceled"],
            _endpoint.Types);
        Assert.Equal("automatic", (string?)_endpoint.Received[^1].Event["data"]!["object"]!["cancellation_reason"]);
    }

    [Fact]
    public async Task Refunds_are_told_from_beginning_to_end()
    {
        await using var provider = await Start();
        var id = (await provider.Pay("pm_card_refundFail"))["id"]!;

        await provider.Post("/v1/refunds", null, ("payment_intent", id), ("amount", "500"), ("metadata[refund]", "1"));
        await provider.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(["payment_intent.succeeded", "refund.created", "charge.refunded", "refund.updated", "refund.failed"], await Listed(provider));
        var failed = _endpoint.Received.Single(one => (string?)one.Event["type"] == "refund.failed").Event["data"]!["object"]!;
        Assert.Equal(("failed", id, "1"), ((string?)failed["status"], (string?)failed["payment_intent"], (string?)failed["metadata"]!["refund"]));
    }

    [Fact]
    public async Task An_endpoint_that_refuses_is_tried_again_ever_later_until_it_accepts()
    {
        _endpoint.Refusing(3);
        await using var provider = await Start();
        await provider.Pay("pm_card_visa");

        for (var seconds = 0; seconds < 8; seconds++)
        {
            await provider.Pass(TimeSpan.FromSeconds(seconds == 0 ? 0 : 1));
        }

        Assert.Single(_endpoint.Received);
        Assert.Equal([0, 1, 3, 7], _endpoint.Tries.Select(at => (int)(at - _endpoint.Tries[0]).TotalSeconds));
    }

    [Fact]
    public async Task An_endpoint_that_never_accepts_is_given_up_after_three_days()
    {
        _endpoint.Refusing(int.MaxValue);
        await using var provider = await Start();
        await provider.Pay("pm_card_visa");

        for (var hours = 0; hours < 100; hours++)
        {
            await provider.Pass(TimeSpan.FromHours(1));
        }

        Assert.InRange(_endpoint.Tries.Count, 70, 90);
        Assert.InRange(_endpoint.Tries[^1] - _endpoint.Tries[0], TimeSpan.FromHours(70), TimeSpan.FromHours(72));
        Assert.Equal("0", (await provider.Get("/v1/events"))["data.0.pending_webhooks"]);
    }

    [Fact]
    public async Task What_was_not_sent_before_a_stop_is_sent_after()
    {
        _endpoint.Refusing(1);
        await using (var before = await Start())
        {
            await before.Pay("pm_card_visa");
            await before.Pass(TimeSpan.Zero);
        }
        Assert.Empty(_endpoint.Received);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await using var after = await Start();
        await after.Pass(TimeSpan.Zero);

        Assert.Equal(["payment_intent.succeeded"], _endpoint.Types);
    }

    [Theory]
    [InlineData("late", "3")]
    [InlineData("twice", "0 3")]
    [InlineData("never", "")]
    public async Task A_test_can_have_them_late_twice_or_never(string mode, string seconds)
    {
        await using var provider = await Start();
        var answer = await provider.Post("/webhooks", null, ("mode", mode), ("delay", "3000"));
        var start = _clock.GetUtcNow();

        await provider.Pay("pm_card_visa");
        for (var second = 0; second < 10; second++)
        {
            await provider.Pass(TimeSpan.FromSeconds(second == 0 ? 0 : 1));
        }

        Assert.Equal(mode, answer["mode"]);
        Assert.Equal(seconds, string.Join(' ', _endpoint.Received.Select(one => (one.At - start).TotalSeconds)));
        Assert.Single(await Listed(provider));
    }

    [Fact]
    public async Task A_test_can_have_them_out_of_order()
    {
        await using var provider = await Start(DeliveryMode.Shuffled);
        for (var payment = 0; payment < 10; payment++)
        {
            await provider.Pay("pm_card_visa");
        }

        for (var step = 0; step < 40; step++)
        {
            await provider.Pass(TimeSpan.FromMilliseconds(100));
        }

        var numbers = _endpoint.Received.Select(one => (string?)one.Event["id"]).ToList();
        Assert.Equal(10, numbers.Distinct().Count());
        Assert.NotEqual(numbers.Order(StringComparer.Ordinal), numbers);
    }

    [Fact]
    public async Task A_mixture_loses_some_repeats_some_and_delays_some()
    {
        await using var provider = await Start(DeliveryMode.Mixed);
        for (var payment = 0; payment < 60; payment++)
        {
            await provider.Pay("pm_card_visa");
        }

        await provider.Pass(TimeSpan.Zero);
        var atOnce = _endpoint.Received.Count;
        await provider.Pass(TimeSpan.FromSeconds(3));

        var times = _endpoint.Types.Count();
        var distinct = _endpoint.Received.Select(one => (string?)one.Event["id"]).Distinct().Count();
        Assert.InRange(distinct, 40, 59);
        Assert.InRange(times, distinct + 1, 70);
        Assert.InRange(atOnce, 20, distinct - 1);
    }

    [Fact]
    public async Task Events_can_be_read_and_listed()
    {
        await using var provider = await Start();
        await provider.Pay("pm_card_visa");
        await provider.Pay("pm_card_visa_chargeDeclined");
        await provider.Pass(TimeSpan.Zero);

        var newest = await provider.Get("/v1/events?limit=1");
        var failed = await provider.Get("/v1/events?type=payment_intent.payment_failed");
        var one = await provider.Get("/v1/events/" + failed["data.0.id"]);
        var unknown = await provider.Get("/v1/events/evt_3000000100000000000000000");

        Assert.Equal(("true", "payment_intent.payment_failed"), (newest["has_more"], newest["data.0.type"]));
        Assert.Single(failed.Body["data"]!.AsArray());
        Assert.Equal("requires_payment_method", one["data.object.status"]);
        Assert.Equal((404, "resource_missing"), (unknown.Status, unknown["error.code"]));
    }

    [Fact]
    public async Task An_unknown_mode_is_refused()
    {
        await using var provider = await Start();

        var refused = await provider.Post("/webhooks", null, ("mode", "sometimes"));

        Assert.Equal(400, refused.Status);
        Assert.Contains("prompt, late, twice, shuffled, never, mixed", refused["error.message"], StringComparison.Ordinal);
        Assert.Equal("prompt", (await provider.Get("/webhooks"))["mode"]);
    }

    public void Dispose()
    {
        _endpoint.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<Provider> Start(DeliveryMode mode = DeliveryMode.Prompt) => Provider.Start(_folder, _clock, _endpoint, mode);

    /// <summary>The types of all events, the oldest first.</summary>
    private static async Task<IEnumerable<string>> Listed(Provider provider) =>
        (await provider.Get("/v1/events?limit=100")).Body["data"]!.AsArray().Reverse().Select(one => one!["type"]!.GetValue<string>());
}
