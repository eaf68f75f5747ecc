using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Tests.Payments;

public class StripeWebhooksTests : IAsyncLifetime
{
    private const string Notice =
        """{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent","metadata":{"order":"o-1"}}}}""";

    private Wires _wires = null!;

    public async ValueTask InitializeAsync() => _wires = await Wires.Open(("PaymentProvider:WebhookSecrets", "whsec_new, whsec_old"));

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Theory]
    [InlineData("whsec_new")]
    [InlineData("whsec_old")]
    public void While_secrets_are_exchanged_either_one_is_good(string secret) => Assert.Equal(
        new ProviderEvent("evt_1", "payment_intent.succeeded", "pi_1", "o-1"),
        Assert.IsType<WebhookVerdict.Genuine>(Verify(Notice, Sign(secret, Notice))).Event);

    [Fact]
    public void One_good_hash_among_others_is_enough() => Assert.IsType<WebhookVerdict.Genuine>(Verify(
        Notice, $"{Sign("whsec_new", Notice)},v1={new string('0', 64)},v0=other,v1=short"));

    [Fact]
    public void A_refund_or_dispute_tells_of_its_intent()
    {
        const string refund = """{"id":"evt_2","type":"refund.updated","data":{"object":{"id":"re_1","object":"refund","payment_intent":"pi_1","metadata":{}}}}""";
        Assert.Equal(
            new ProviderEvent("evt_2", "refund.updated", "pi_1"),
            Assert.IsType<WebhookVerdict.Genuine>(Verify(refund, Sign("whsec_new", refund))).Event);
    }

    [Fact]
    public void What_is_about_no_intent_is_taken_and_says_nothing()
    {
        const string other = """{"id":"evt_3","type":"customer.created","data":{"object":{"id":"cus_1","object":"customer"}}}""";
        Assert.Null(Assert.IsType<WebhookVerdict.Genuine>(Verify(other, Sign("whsec_new", other))).Event);
    }

    [Theory]
    [InlineData(null, "signature_missing")]
    [InlineData("", "signature_missing")]
    [InlineData("nonsense", "signature_invalid")]
    [InlineData("t=1772366400", "signature_invalid")]
    [InlineData("t=99999999999999999999,v1=00", "signature_invalid")]
    [InlineData("v1=0000000000000000000000000000000000000000000000000000000000000000", "signature_invalid")]
    public void A_signature_that_is_none_is_refused(string? signature, string code) => Refused(code, Notice, signature);

    [Fact]
    public void Another_secret_is_refused() => Refused("signature_invalid", Notice, Sign("whsec_other", Notice));

    [Fact]
    public void A_body_that_was_changed_is_refused() =>
        Refused("signature_invalid", Notice.Replace("pi_1", "pi_2", StringComparison.Ordinal), Sign("whsec_new", Notice));

    [Fact]
    public void A_time_that_was_changed_is_refused() => Refused(
        "signature_invalid", Notice, Sign("whsec_new", Notice).Replace("t=17", "t=18", StringComparison.Ordinal));

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "signature_expired")]
    [InlineData(-300, null)]
    [InlineData(-301, "signature_expired")]
    public void A_signature_is_good_for_five_minutes(int age, string? code)
    {
        var signature = Sign("whsec_new", Notice);
        _wires.Clock.Advance(TimeSpan.FromSeconds(age));
        Assert.Equal(code, (Verify(Notice, signature) as WebhookVerdict.Refused)?.Code);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_signed_body_that_is_no_event_is_refused(string body) => Refused("malformed_event", body, Sign("whsec_new", body));

    [Fact]
    public async Task Without_a_secret_nothing_is_taken()
    {
        await using var wires = await Wires.Open();
        var verdict = wires.Get<IWebhookVerifier>().Verify(Encoding.UTF8.GetBytes(Notice), Sign("", Notice));
        Assert.Equal("signature_invalid", Assert.IsType<WebhookVerdict.Refused>(verdict).Code);
    }

    private void Refused(string code, string body, string? signature) =>
        Assert.Equal(code, Assert.IsType<WebhookVerdict.Refused>(Verify(body, signature)).Code);

    private WebhookVerdict Verify(string body, string? signature) =>
        _wires.Get<IWebhookVerifier>().Verify(Encoding.UTF8.GetBytes(body), signature);

    private string Sign(string secret, string body)
    {
        var time = _wires.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }
}
