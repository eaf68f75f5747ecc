namespace Serverless.Embedded.Payments.Tests;

public class Confirming_a_payment
{
    [Fact]
    public async Task An_approved_card_is_charged_at_once()
    {
        await using var provider = await Provider.Start();

        var paid = await provider.Pay("pm_card_visa");

        Assert.Equal(200, paid.Status);
        Assert.Equal("succeeded", paid["status"]);
        Assert.Equal("1999", paid["amount_received"]);
        Assert.Equal("0", paid["amount_capturable"]);
        Assert.Equal("order-1", paid["metadata.order"]);
        Assert.StartsWith("pi_", paid["id"]!, StringComparison.Ordinal);
        Assert.StartsWith("ch_", paid["latest_charge"]!, StringComparison.Ordinal);
        Assert.StartsWith("req_", paid.Header("Request-Id")!, StringComparison.Ordinal);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null)]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error", null)]
    public async Task A_declined_card_answers_402_and_leaves_an_intent_that_wants_another_method(string method, string code, string? declineCode)
    {
        await using var provider = await Provider.Start();

        var declined = await provider.Pay(method);

        Assert.Equal(402, declined.Status);
        Assert.Equal("card_error", declined["error.type"]);
        Assert.Equal(code, declined["error.code"]);
        Assert.Equal(declineCode, declined["error.decline_code"]);
        Assert.Equal(method, declined["error.payment_method.id"]);
        Assert.Equal(declined["error.charge"], declined["error.payment_intent.latest_charge"]);
        var intent = await provider.Get("/v1/payment_intents/" + declined["error.payment_intent.id"]);
        Assert.Equal("requires_payment_method", intent["status"]);
        Assert.Equal(code, intent["last_payment_error.code"]);
        Assert.Equal(declineCode, intent["last_payment_error.decline_code"]);
        Assert.Null(intent["payment_method"]);
        Assert.Equal("", provider.Money);
    }

    [Fact]
    public async Task The_same_intent_is_confirmed_again_with_another_card_and_charged_once()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_visa_chargeDeclined"))["error.payment_intent.id"];

        var paid = await provider.Post($"/v1/payment_intents/{id}/confirm", null, ("payment_method", "pm_card_mastercard"));
        var again = await provider.Post($"/v1/payment_intents/{id}/confirm", null, ("payment_method", "pm_card_visa"));

        Assert.Equal("succeeded", paid["status"]);
        Assert.Null(paid["last_payment_error"]);
        Assert.Equal(400, again.Status);
        Assert.Equal("payment_intent_unexpected_state", again["error.code"]);
        Assert.Equal("succeeded", again["error.payment_intent.status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Created_without_a_method_it_waits_for_one_and_with_one_for_the_confirmation()
    {
        await using var provider = await Provider.Start();

        var bare = await provider.Post("/v1/payment_intents", null, ("amount", "500"), ("currency", "EUR"));
        var ready = await provider.Post("/v1/payment_intents", null, ("amount", "500"), ("currency", "eur"), ("payment_method", "pm_card_visa"), ("payment_method_types[]", "card"));
        var withoutMethod = await provider.Post($"/v1/payment_intents/{bare["id"]}/confirm");
        var confirmed = await provider.Post($"/v1/payment_intents/{ready["id"]}/confirm");

        Assert.Equal("requires_payment_method", bare["status"]);
        Assert.Equal("eur", bare["currency"]);
        Assert.Equal("requires_confirmation", ready["status"]);
        Assert.Equal("payment_intent_unexpected_state", withoutMethod["error.code"]);
        Assert.Equal("succeeded", confirmed["status"]);
    }

    [Fact]
    public async Task Automatic_methods_want_a_return_url_unless_redirects_are_ruled_out()
    {
        await using var provider = await Provider.Start();
        (string, string)[] pay = [("amount", "500"), ("currency", "eur"), ("payment_method", "pm_card_visa"), ("confirm", "true")];

        var refused = await provider.Post("/v1/payment_intents", null, pay);
        var never = await provider.Post("/v1/payment_intents", null,
            [.. pay, ("automatic_payment_methods[enabled]", "true"), ("automatic_payment_methods[allow_redirects]", "never")]);

        Assert.Equal(400, refused.Status);
        Assert.Equal("return_url", refused["error.param"]);
        Assert.Equal("succeeded", never["status"]);
        Assert.Equal("Charge 500", provider.Money);
    }

    [Fact]
    public async Task A_slow_method_is_processing_until_it_settles()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_sim_slow"))["id"];
        var declinedId = (await provider.Pay("pm_sim_slow_declined"))["id"];

        var first = await provider.Get("/v1/payment_intents/" + id);
        var cancel = await provider.Post($"/v1/payment_intents/{id}/cancel");
        provider.Clock.Advance(TimeSpan.FromSeconds(5));
        var settled = await provider.Get("/v1/payment_intents/" + id);
        var declined = await provider.Get("/v1/payment_intents/" + declinedId);

        Assert.Equal("processing", first["status"]);
        Assert.Equal("payment_intent_unexpected_state", cancel["error.code"]);
        Assert.Equal("succeeded", settled["status"]);
        Assert.Equal(first["latest_charge"], settled["latest_charge"]);
        Assert.Equal("requires_payment_method", declined["status"]);
        Assert.Equal("generic_decline", declined["last_payment_error.decline_code"]);
        Assert.Equal("Charge 1999", provider.Money);
    }
}
