using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Tests.Payments;

public class StripeOperationsTests : IAsyncLifetime
{
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IPaymentGateway Gateway => _wires.Get<IPaymentGateway>();

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task A_part_of_what_is_held_is_captured_and_the_rest_is_no_refund()
    {
        var held = await Charge("pm_card_visa", CaptureMode.Manual);
        Assert.Equal((IntentStatus.RequiresCapture, Samples.Money(2480)), (held.Status, held.Capturable));
        var captured = Answered(await Gateway.Capture(new CaptureRequest("capture/1", held.Id, Samples.Money(2000)), Stop));
        Assert.Equal((IntentStatus.Succeeded, Samples.Money(2000)), (captured.Status, captured.Received));
        var record = await Read(held.Id);
        Assert.Equal((Samples.Money(0), 0), (record.Intent.Refunded, record.Refunds.Count));
    }

    [Fact]
    public async Task A_capture_of_what_is_closed_answers_with_the_closed_intent()
    {
        var held = await Charge("pm_card_visa", CaptureMode.Manual);
        Assert.Equal(IntentStatus.Canceled, Answered(await Gateway.Void(new VoidRequest("void/1", held.Id), Stop)).Status);
        Assert.Equal(IntentStatus.Canceled, Answered(await Gateway.Capture(new CaptureRequest("capture/1", held.Id, Samples.Money(2480)), Stop)).Status);
    }

    [Theory]
    [InlineData("pm_card_visa", IntentStatus.Succeeded)]
    [InlineData("pm_sim_slow", IntentStatus.Processing)]
    public async Task A_void_of_what_cannot_be_closed_answers_with_the_intent(string method, IntentStatus status)
    {
        var charged = await Charge(method);
        Assert.Equal(status, Answered(await Gateway.Void(new VoidRequest("void/1", charged.Id), Stop)).Status);
    }

    [Fact]
    public async Task A_refund_carries_the_orders_number_and_is_made_once_for_its_key()
    {
        var paid = await Charge("pm_card_visa");
        var first = Refunded(await Refund(paid.Id, 1, 500));
        Assert.Equal((1, Samples.Money(500), PaymentRefundStatus.Succeeded), (first.Number, first.Amount, first.Status));
        Assert.Equal(first, Refunded(await Refund(paid.Id, 1, 500)));
        var record = await Read(paid.Id);
        Assert.Equal(first, Assert.Single(record.Refunds));
        Assert.Equal((Samples.Id("cart-1"), Samples.Money(500)), (record.Order, record.Intent.Refunded));
    }

    [Fact]
    public async Task A_refund_of_too_much_is_refused() =>
        Assert.IsType<GatewayAnswer.Refused>(await Refund((await Charge("pm_card_visa")).Id, 1, 2481));

    [Fact]
    public async Task A_refund_that_is_on_its_way_succeeds_later_and_one_that_succeeded_may_fail()
    {
        var pending = await Charge("pm_card_pendingRefund");
        Assert.Equal(PaymentRefundStatus.Pending, Refunded(await Refund(pending.Id, 1, 500)).Status);
        var failing = await Charge("pm_card_refundFail", order: "cart-2");
        Assert.Equal(PaymentRefundStatus.Succeeded, Refunded(await Refund(failing.Id, 1, 500, "cart-2")).Status);
        _wires.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(PaymentRefundStatus.Succeeded, Assert.Single((await Read(pending.Id)).Refunds).Status);
        var failed = Assert.Single((await Read(failing.Id)).Refunds);
        Assert.Equal((PaymentRefundStatus.Failed, "expired_or_canceled_card"), (failed.Status, failed.Failure?.Code));
    }

    [Fact]
    public async Task Refunds_are_read_from_every_page()
    {
        var paid = await Charge("pm_card_visa");
        for (var number = 1; number <= 101; number++)
        {
            await Refund(paid.Id, number, 1);
        }
        Assert.Equal(Enumerable.Range(1, 101), (await Read(paid.Id)).Refunds.Select(refund => refund.Number!.Value).Order());
    }

    [Fact]
    public async Task A_dispute_is_read_with_its_reason()
    {
        var disputed = await Charge("pm_card_createDispute");
        _wires.Clock.Advance(TimeSpan.FromDays(1));
        var dispute = Assert.Single((await Read(disputed.Id)).Disputes);
        Assert.Equal((DisputeStatus.Open, Samples.Money(2480)), (dispute.Status, dispute.Amount));
        Assert.NotEmpty(dispute.Reason);
    }

    [Fact]
    public async Task An_intent_that_does_not_exist_is_absent() =>
        Assert.IsType<RecordLookup.Absent>(await Gateway.Read(new IntentId("pi_nonsense"), Stop));

    [Fact]
    public async Task The_intents_of_a_window_are_listed_page_by_page_with_their_orders()
    {
        var from = _wires.Clock.GetUtcNow();
        for (var number = 0; number < 102; number++)
        {
            await Charge("pm_card_visa", order: $"order-{number}");
        }
        _wires.Clock.Advance(TimeSpan.FromMinutes(1));
        var until = _wires.Clock.GetUtcNow();
        await Charge("pm_card_visa", order: "too-late");
        var first = Assert.IsType<IntentListing.Page>(await Gateway.List(new IntentWindow(from, until), Stop));
        var second = Assert.IsType<IntentListing.Page>(await Gateway.List(new IntentWindow(from, until, first.Next), Stop));
        Assert.Equal((100, 2, null), (first.Intents.Count, second.Intents.Count, second.Next));
        Assert.Equal(
            Enumerable.Range(0, 102).Select(number => Samples.Id($"order-{number}").Value).Order(),
            first.Intents.Concat(second.Intents).Select(listed => listed.Order!.Value).Order());
        Assert.All(first.Intents, listed => Assert.Equal((from, Samples.Money(2480)), (listed.CreatedAt, listed.Intent.Received)));
    }

    private static Intent Answered(GatewayAnswer answer) => Assert.IsType<GatewayAnswer.Answered>(answer).Intent;

    private static PaymentRefund Refunded(GatewayAnswer answer) => Assert.IsType<GatewayAnswer.AnsweredRefund>(answer).Refund;

    private async Task<Intent> Charge(string method, CaptureMode mode = CaptureMode.Automatic, string order = "cart-1") => Answered(await Gateway.Charge(
        new ChargeRequest($"charge/{order}", null, Samples.Id(order), Samples.Money(2480), PaymentMethod.Parse(method), mode), Stop));

    private Task<GatewayAnswer> Refund(IntentId intent, int number, long amount, string order = "cart-1") =>
        Gateway.Refund(new RefundRequest($"refund/{order}/{number}", intent, Samples.Id(order), number, Samples.Money(amount)), Stop);

    private async Task<ProviderRecord> Read(IntentId intent) => Assert.IsType<RecordLookup.Found>(await Gateway.Read(intent, Stop)).Record;
}
