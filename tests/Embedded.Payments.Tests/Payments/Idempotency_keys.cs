namespace Serverless.Embedded.Payments.Tests;

public class Idempotency_keys
{
    [Fact]
    public async Task A_repeated_key_answers_the_same_again_and_charges_nothing()
    {
        await using var provider = await Provider.Start();

        var first = await provider.Pay("pm_card_visa", "charge/1");
        var second = await provider.Pay("pm_card_visa", "charge/1");

        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Null(first.Header("Idempotent-Replayed"));
        Assert.Equal("true", second.Header("Idempotent-Replayed"));
        Assert.Equal(first.Header("Request-Id"), second.Header("Original-Request"));
        Assert.NotEqual(first.Header("Request-Id"), second.Header("Request-Id"));
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", 402)]
    [InlineData("pm_sim_500", 500)]
    [InlineData("pm_sim_500_charged", 500)]
    public async Task Failures_are_replayed_too(string method, int status)
    {
        await using var provider = await Provider.Start();

        var first = await provider.Pay(method, "charge/1");
        var second = await provider.Pay(method, "charge/1");

        Assert.Equal([status, status], [first.Status, second.Status]);
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal("true", second.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_refusal_by_state_is_replayed_even_when_the_state_has_changed()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa", null, ("capture_method", "manual")))["id"];
        var tooMuch = await provider.Post($"/v1/payment_intents/{id}/capture", "capture", ("amount_to_capture", "5000"));

        await provider.Post($"/v1/payment_intents/{id}/capture");
        var again = await provider.Post($"/v1/payment_intents/{id}/capture", "capture", ("amount_to_capture", "5000"));

        Assert.Equal("amount_too_large", again["error.code"]);
        Assert.Equal(tooMuch.Bytes, again.Bytes);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa", "key"))["id"];

        var otherAmount = await provider.Pay("pm_card_visa", "key", ("description", "other"));
        var otherPath = await provider.Post($"/v1/payment_intents/{id}/cancel", "key");

        Assert.All([otherAmount, otherPath], refused => Assert.Equal((400, "idempotency_error"), (refused.Status, refused["error.type"])));
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task The_order_of_the_parameters_does_not_matter()
    {
        await using var provider = await Provider.Start();

        var first = await provider.Post("/v1/payment_intents", "key", ("amount", "500"), ("currency", "eur"));
        var second = await provider.Post("/v1/payment_intents", "key", ("currency", "eur"), ("amount", "500"));

        Assert.Equal(first["id"], second["id"]);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var provider = await Provider.Start();
        var first = await provider.Pay("pm_card_visa", "key");

        provider.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var replayed = await provider.Pay("pm_card_visa", "key");
        provider.Clock.Advance(TimeSpan.FromSeconds(1));
        var fresh = await provider.Pay("pm_card_visa", "key");

        Assert.Equal(first["id"], replayed["id"]);
        Assert.NotEqual(first["id"], fresh["id"]);
        Assert.Equal("Charge 1999, Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Forgotten_keys_do_not_fill_the_database()
    {
        await using var provider = await Provider.Start();
        await PayMany(provider, "old");

        provider.Clock.Advance(TimeSpan.FromHours(25));
        await PayMany(provider, "new");

        Assert.InRange((long)provider.Database.Read(connection => connection.Scalar("SELECT count(*) FROM payment_answers"))!, 300, 400);
    }

    [Fact]
    public async Task A_request_that_was_wrong_can_be_corrected_under_its_key()
    {
        await using var provider = await Provider.Start();

        var wrong = await provider.Post("/v1/payment_intents", "key", ("amount", "much"), ("currency", "eur"));
        var right = await provider.Post("/v1/payment_intents", "key", ("amount", "500"), ("currency", "eur"));

        Assert.Equal(400, wrong.Status);
        Assert.Equal(200, right.Status);
    }

    [Fact]
    public async Task Of_many_at_once_one_charges_and_the_others_get_its_answer_or_409()
    {
        await using var provider = await Provider.Start();

        var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => provider.Pay("pm_card_visa", "charge/1"))));

        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 409, reply.Text));
        Assert.All(replies.Where(reply => reply.Status == 409), reply => Assert.Equal("idempotency_key_in_use", reply["error.code"]));
        Assert.Single(replies.Where(reply => reply.Status == 200).Select(reply => reply["id"]).Distinct());
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Confirmations_under_many_keys_charge_an_intent_once()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa_chargeDeclined"))["error.payment_intent.id"];

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(attempt =>
            Task.Run(() => provider.Post($"/v1/payment_intents/{id}/confirm", "attempt/" + attempt, ("payment_method", "pm_card_visa")))));

        Assert.Single(replies, reply => reply.Status == 200);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task A_key_is_at_most_255_characters_long()
    {
        await using var provider = await Provider.Start();

        Assert.Equal(200, (await provider.Pay("pm_card_visa", new string('k', 255))).Status);
        Assert.Equal(400, (await provider.Pay("pm_card_visa", new string('k', 256))).Status);
    }

    private static Task<Reply[]> PayMany(Provider provider, string keys) =>
        Task.WhenAll(Enumerable.Range(0, 300).Select(number => provider.Pay("pm_card_visa", $"{keys}/{number}")));
}
