namespace Serverless.Embedded.Payments.Tests;

public class Approving_on_the_page
{
    private const string Method = "pm_card_threeDSecure2Required";

    [Fact]
    public async Task The_intent_sends_the_buyer_to_a_page_on_the_public_address()
    {
        await using var provider = await Provider.Start();

        var asked = await provider.Pay(Method);

        Assert.Equal(200, asked.Status);
        Assert.Equal("requires_action", asked["status"]);
        Assert.Equal("redirect_to_url", asked["next_action.type"]);
        Assert.Equal("http://localhost:7071/provider/3ds/" + asked["id"], asked["next_action.redirect_to_url.url"]);
        Assert.Equal("https://shop.example/back", asked["next_action.redirect_to_url.return_url"]);
        Assert.Equal("", provider.Money);
    }

    [Fact]
    public async Task The_page_shows_what_is_paid_and_wants_no_key()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay(Method, null, ("metadata[order]", "<b>7</b>")))["id"];
        provider.Http.DefaultRequestHeaders.Authorization = null;

        var page = await provider.Get("/provider/3ds/" + id);
        var unknown = await provider.Get("/3ds/pi_nothing");

        Assert.Equal(200, page.Status);
        Assert.Contains("19.99 EUR", page.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;7", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"approve\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, unknown.Status);
    }

    [Fact]
    public async Task Approval_charges_the_card_once_and_sends_the_buyer_back_to_the_shop()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay(Method))["id"];

        var approved = await Decide(provider, id, "approve");
        var twice = await Decide(provider, id, "approve");
        var late = await Decide(provider, id, "refuse");

        Assert.Equal(303, approved.Status);
        Assert.Equal("https://shop.example/back?payment_intent=" + id, approved.Header("Location"));
        Assert.Equal(303, twice.Status);
        Assert.Equal(303, late.Status);
        Assert.Equal("succeeded", (await provider.Get("/v1/payment_intents/" + id))["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task Refusal_fails_the_attempt_and_another_card_can_pay()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay(Method))["id"];

        await Decide(provider, id, "refuse");
        var refused = await provider.Get("/v1/payment_intents/" + id);
        var paid = await provider.Post($"/v1/payment_intents/{id}/confirm", null, ("payment_method", "pm_card_visa"));

        Assert.Equal("requires_payment_method", refused["status"]);
        Assert.Equal("payment_intent_authentication_failure", refused["last_payment_error.code"]);
        Assert.Equal("succeeded", paid["status"]);
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task An_approved_payment_can_still_be_declined()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay("pm_card_threeDSecureRequiredChargeDeclined"))["id"];

        await Decide(provider, id, "approve");

        var declined = await provider.Get("/v1/payment_intents/" + id);
        Assert.Equal("requires_payment_method", declined["status"]);
        Assert.Equal("generic_decline", declined["last_payment_error.decline_code"]);
        Assert.Equal("", provider.Money);
    }

    [Fact]
    public async Task Confirming_again_while_the_buyer_is_asked_changes_nothing()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay(Method))["id"];

        var again = await provider.Post($"/v1/payment_intents/{id}/confirm");

        Assert.Equal("requires_action", again["status"]);
        await Decide(provider, id, "approve");
        Assert.Equal("Charge 1999", provider.Money);
    }

    [Fact]
    public async Task A_buyer_who_is_absent_cannot_approve_so_the_card_is_declined()
    {
        await using var provider = await Provider.Start();

        var declined = await provider.Pay(Method, null, ("off_session", "true"));

        Assert.Equal(402, declined.Status);
        Assert.Equal("authentication_required", declined["error.code"]);
    }

    [Fact]
    public async Task A_canceled_payment_cannot_be_approved_any_more()
    {
        await using var provider = await Provider.Start();
        var id = (await provider.Pay(Method))["id"];

        var canceled = await provider.Post($"/v1/payment_intents/{id}/cancel", null, ("cancellation_reason", "abandoned"));
        await Decide(provider, id, "approve");

        Assert.Equal("canceled", canceled["status"]);
        Assert.Equal("abandoned", canceled["cancellation_reason"]);
        Assert.Equal("canceled", (await provider.Get("/v1/payment_intents/" + id))["status"]);
        Assert.Equal("", provider.Money);
    }

    [Fact]
    public async Task Without_a_return_url_the_challenge_is_left_to_the_script_in_the_browser()
    {
        await using var provider = await Provider.Start();

        var asked = await provider.Post("/v1/payment_intents", null, ("amount", "500"), ("currency", "eur"), ("payment_method", Method),
            ("payment_method_types[]", "card"), ("confirm", "true"));

        Assert.Equal("use_stripe_sdk", asked["next_action.type"]);
    }

    private static Task<Reply> Decide(Provider provider, string? id, string decision) => provider.Post("/3ds/" + id, null, ("decision", decision));
}
