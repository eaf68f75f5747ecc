using System.Net;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Tests.Payments;

public class StripeGatewayTests : IAsyncLifetime
{
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IPaymentGateway Gateway => _wires.Get<IPaymentGateway>();
    private IntentQuery Query => new(Samples.Id("cart-1"), Samples.Money(2480), null, _wires.Clock.GetUtcNow());
    private long Charged => _wires.Provider.Ledger.Read(order: Samples.Id("cart-1").Value).Sum(entry => entry.Amount);

    public async ValueTask InitializeAsync() => _wires = await Wires.Open(("PaymentProvider:Timeout", "00:00:01"));

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task A_good_card_is_charged()
    {
        var intent = Answered(await Charge("pm_card_visa"));
        Assert.Equal(IntentStatus.Succeeded, intent.Status);
        Assert.Equal(Samples.Money(2480), intent.Received);
        Assert.Equal(2480, Charged);
    }

    [Fact]
    public async Task The_same_key_charges_once()
    {
        var first = Answered(await Charge("pm_card_visa"));
        Assert.Equal(first, Answered(await Charge("pm_card_visa")));
        Assert.Equal(2480, Charged);
    }

    [Fact]
    public async Task A_bad_card_is_an_answer_with_the_banks_reason()
    {
        var intent = Answered(await Charge("pm_card_visa_chargeDeclinedInsufficientFunds"));
        Assert.Equal(IntentStatus.RequiresPaymentMethod, intent.Status);
        Assert.Equal(("card_declined", "insufficient_funds"), (intent.LastError!.Code, intent.LastError.DeclineCode));
        Assert.Equal(0, Charged);
    }

    [Fact]
    public async Task Another_card_confirms_the_same_intent()
    {
        var declined = Answered(await Charge("pm_card_visa_chargeDeclined"));
        var second = Answered(await Charge("pm_card_visa", key: "charge/2", intent: declined.Id));
        Assert.Equal(declined.Id, second.Id);
        Assert.Equal(IntentStatus.Succeeded, second.Status);
        Assert.Equal(2480, Charged);
    }

    [Fact]
    public async Task A_confirmation_of_what_is_paid_answers_with_the_paid_intent()
    {
        var paid = Answered(await Charge("pm_card_visa"));
        var again = Answered(await Charge("pm_card_mastercard", key: "charge/2", intent: paid.Id));
        Assert.Equal((paid.Id, IntentStatus.Succeeded), (again.Id, again.Status));
        Assert.Equal(2480, Charged);
    }

    [Fact]
    public async Task What_the_customer_must_do_is_told()
    {
        var intent = Answered(await Charge("pm_card_authenticationRequired"));
        Assert.Equal(IntentStatus.RequiresAction, intent.Status);
        Assert.Equal("redirect_to_url", intent.NextAction!.Kind);
        Assert.NotNull(intent.NextAction.Url);
    }

    [Fact]
    public async Task A_slow_method_is_processing() =>
        Assert.Equal(IntentStatus.Processing, Answered(await Charge("pm_usBankAccount_success")).Status);

    [Fact]
    public async Task A_method_that_does_not_exist_is_refused() =>
        Assert.Equal("resource_missing", Assert.IsType<GatewayAnswer.Refused>(await Charge("pm_nonsense")).Failure.Code);

    [Fact]
    public async Task A_lost_answer_leaves_doubt_and_the_repeat_ends_it()
    {
        Assert.Equal(Doubt.AnswerLost, Assert.IsType<GatewayAnswer.Unknown>(await Charge("pm_sim_lost")).Doubt);
        Assert.Equal(IntentStatus.Succeeded, Answered(await Charge("pm_sim_lost")).Status);
        Assert.Equal(2480, Charged);
    }

    [Fact]
    public async Task No_answer_in_time_leaves_doubt() =>
        Assert.Equal(Doubt.AnswerLost, Assert.IsType<GatewayAnswer.Unknown>(await Charge("pm_sim_timeout")).Doubt);

    [Fact]
    public async Task A_server_error_leaves_doubt_that_reading_ends()
    {
        Assert.Equal(Doubt.ServerError, Assert.IsType<GatewayAnswer.Unknown>(await Charge("pm_sim_500_charged")).Doubt);
        var found = Assert.IsType<IntentLookup.Found>(await Gateway.Find(Query, Stop)).Intent;
        Assert.Equal((IntentStatus.Succeeded, Samples.Money(2480)), (found.Status, found.Received));
        Assert.Equal(found, Assert.IsType<IntentLookup.Found>(await Gateway.Find(Query with { Intent = found.Id }, Stop)).Intent);
    }

    [Fact]
    public async Task Too_many_requests_is_no_doubt_and_says_when()
    {
        Assert.NotNull(Assert.IsType<GatewayAnswer.Unavailable>(await Charge("pm_sim_429_once")).RetryAfter);
        Assert.Equal(IntentStatus.Succeeded, Answered(await Charge("pm_sim_429_once")).Status);
    }

    [Fact]
    public async Task An_order_without_an_intent_is_absent_however_many_others_there_are()
    {
        for (var number = 0; number < 101; number++)
        {
            await Charge("pm_card_visa", key: $"charge/other/{number}", order: $"other-{number}");
        }
        Assert.IsType<IntentLookup.Absent>(await Gateway.Find(Query, Stop));
        Assert.IsType<IntentLookup.Absent>(await Gateway.Find(Query with { Intent = new IntentId("pi_nonsense") }, Stop));
        Assert.IsType<IntentLookup.Found>(await Gateway.Find(Query with { Order = Samples.Id("other-0") }, Stop));
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_answer_of_the_provider()
    {
        _wires.Wire.Fault = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>") });
        Assert.IsType<GatewayAnswer.Unavailable>(await Charge("pm_card_visa"));
        Assert.IsType<IntentLookup.Unavailable>(await Gateway.Find(Query with { Intent = new IntentId("pi_1") }, Stop));
    }

    [Fact]
    public async Task No_connection_is_no_doubt()
    {
        _wires.Wire.Fault = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        Assert.IsType<GatewayAnswer.Unavailable>(await Charge("pm_card_visa"));
    }

    [Fact]
    public async Task A_refused_key_is_no_doubt()
    {
        await using var wires = await Wires.Open(("PaymentProvider:ApiKey", "sk_test_wrong"));
        Assert.IsType<GatewayAnswer.Unavailable>(await wires.Get<IPaymentGateway>().Charge(Request("pm_card_visa", "charge/1", "cart-1", null), Stop));
    }

    private static Intent Answered(GatewayAnswer answer) => Assert.IsType<GatewayAnswer.Answered>(answer).Intent;

    private static ChargeRequest Request(string method, string key, string order, IntentId? intent) =>
        new(key, intent, Samples.Id(order), Samples.Money(2480), PaymentMethod.Parse(method), CaptureMode.Automatic);

    private Task<GatewayAnswer> Charge(string method, string key = "charge/1", string order = "cart-1", IntentId? intent = null) =>
        Gateway.Charge(Request(method, key, order, intent), Stop);
}
