namespace Serverless.Embedded.Payments.Tests;

public class A_failing_provider
{
    [Fact]
    public async Task Can_lose_the_answers_to_what_follows_a_payment()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_sim_later_lost", null, ("capture_method", "manual")))["id"]!;

        await Assert.ThrowsAsync<HttpRequestException>(() => provider.Post($"/v1/payment_intents/{id}/capture", "capture"));
        var captured = await provider.Post($"/v1/payment_intents/{id}/capture", "capture");
        await Assert.ThrowsAsync<HttpRequestException>(() => provider.Post("/v1/refunds", "refund", ("payment_intent", id)));
        var refunded = await provider.Post("/v1/refunds", "refund", ("payment_intent", id));

        Assert.Equal(("succeeded", "true"), (captured["status"], captured.Header("Idempotent-Replayed")));
        Assert.Equal(("succeeded", "true"), (refunded["status"], refunded.Header("Idempotent-Replayed")));
        Assert.Equal("Authorization 1999, Capture 1999, Refund 1999", provider.Money);
    }

    [Theory]
    [InlineData("pm_sim_later_500", "Authorization 1999")]
    [InlineData("pm_sim_later_500_done", "Authorization 1999, Release 1999")]
    public async Task Can_answer_with_a_stored_error_to_what_follows_a_payment(string method, string money)
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay(method, null, ("capture_method", "manual")))["id"]!;

        var first = await provider.Post($"/v1/payment_intents/{id}/cancel", "cancel");
        var again = await provider.Post($"/v1/payment_intents/{id}/cancel", "cancel");

        Assert.Equal((500, 500, "true"), (first.Status, again.Status, again.Header("Idempotent-Replayed")));
        Assert.Equal(money, provider.Money);
    }

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Can_never_answer_and_charge_nothing()
    {
        await using var provider = await Provider.Start();
        using var patience = new CancellationTokenSource();

        var waiting = Send(provider, "pm_sim_timeout", "key", patience.Token);
        var busy = await provider.Pay("pm_sim_timeout", "key");
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("idempotency_key_in_use", busy["error.code"]);
        Assert.Equal("", provider.Money);
        Assert.Empty((await provider.Get("/v1/payment_intents")).Body["data"]!.AsArray());
    }

    [Fact]
    public async Task Can_fail_to_answer_once_and_charge_at_the_repeat()
    {
        await using var provider = await Provider.Start();
        using var patience = new CancellationTokenSource();
        var waiting = Send(provider, "pm_sim_timeout_once", "key", patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var paid = await provider.Pay("pm_sim_timeout_once", "key");

        Assert.Equal("succeeded", paid["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Can_answer_late_and_is_busy_until_then()
    {
        await using var provider = await Provider.Start();

        var late = provider.Pay("pm_sim_late", "key");
        await Until.True(() => provider.Clock.Waiting == 1);
        var busy = await provider.Pay("pm_sim_late", "key");
        provider.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(409, busy.Status);
        Assert.Equal("true", busy.Header("Stripe-Should-Retry"));
        Assert.Equal("succeeded", (await late)["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Does_not_notice_that_the_client_gave_up_before_a_late_answer()
    {
        await using var provider = await Provider.Start();
        using var patience = new CancellationTokenSource();
        var waiting = Send(provider, "pm_sim_late", "key", patience.Token);
        await Until.True(() => provider.Clock.Waiting == 1);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var busy = await provider.Pay("pm_sim_late", "key");
        provider.Clock.Advance(TimeSpan.FromSeconds(5));
        var replayed = await provider.Pay("pm_sim_late", "key");

        Assert.Equal(409, busy.Status);
        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Equal("succeeded", replayed["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Can_lose_the_answer_after_charging()
    {
        await using var provider = await Provider.Start();

        await Assert.ThrowsAsync<HttpRequestException>(() => provider.Pay("pm_sim_lost", "key"));
        var replayed = await provider.Pay("pm_sim_lost", "key");

        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Equal("succeeded", replayed["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Theory]
    [InlineData("pm_sim_500", "", 0)]
    [InlineData("pm_sim_500_charged", "Charge 1999", 1)]
    public async Task Can_answer_500_whether_it_charged_or_not(string method, string money, int intents)
    {
        await using var provider = await Provider.Start();

        var failed = await provider.Pay(method, "key");

        Assert.Equal(500, failed.Status);
        Assert.Equal("api_error", failed["error.type"]);
        Assert.Equal(money, provider.Money);
        Assert.Equal(intents, (await provider.Get("/v1/payment_intents?created[gte]=1772366400")).Body["data"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("pm_sim_503_once", 503)]
    [InlineData("pm_sim_429_once", 429)]
    public async Task Can_refuse_once_before_doing_anything(string method, int status)
    {
        await using var provider = await Provider.Start();

        var refused = await provider.Pay(method, "key");
        var paid = await provider.Pay(method, "key");

        Assert.Equal(status, refused.Status);
        Assert.Equal("true", refused.Header("Stripe-Should-Retry"));
        Assert.Equal("succeeded", paid["status"]);
        Assert.Null(paid.Header("Idempotent-Replayed"));
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Can_be_out_of_reach_once()
    {
        await using var provider = await Provider.Start();

        await Assert.ThrowsAsync<HttpRequestException>(() => provider.Pay("pm_sim_unreachable_once", "key"));
        Assert.Equal("", provider.Money);
        var paid = await provider.Pay("pm_sim_unreachable_once", "key");

        Assert.Equal("succeeded", paid["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Fails_at_a_later_confirmation_too()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa_chargeDeclined"))["error.payment_intent.id"];

        await Assert.ThrowsAsync<HttpRequestException>(() => provider.Post($"/v1/payment_intents/{id}/confirm", "again", ("payment_method", "pm_sim_lost")));

        Assert.Equal("succeeded", (await provider.Get("/v1/payment_intents/" + id))["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    private static async Task Send(Provider provider, string method, string key, CancellationToken patience)
    {
        using var message = Provider.Message("/v1/payment_intents", key, ("amount", "1999"), ("currency", "eur"), ("payment_method", method), ("confirm", "true"),
            ("return_url", "https://shop.example/back"), ("metadata[order]", "order-1"));
        await provider.Http.SendAsync(message, patience);
    }
}
