using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Tests.Simulated;
using static Serverless.Workflows.Tests.Simulated.Misfortune;

namespace Serverless.Workflows.Tests.Payments;

public class When_an_order_asks_to_refund
{
    private readonly PaymentDesk desk = new();

    [Fact]
    public async Task The_money_goes_back_with_two_writes()
    {
        await desk.Charge("pm_card_visa");
        var writes = desk.Store.Writes;
        await desk.Refund(1, 1500);
        Assert.Equal((2500, 2), (desk.Intent.Kept.MinorUnits, desk.Store.Writes - writes));
        Assert.Equal([new RefundOutcome(1, new Amount(1500, "EUR"))], desk.LastReport.Refunds);
    }

    [Theory]
    [InlineData(AnswerLost)]
    [InlineData(RequestLost)]
    [InlineData(ErrorAfter)]
    [InlineData(ErrorBefore)]
    [InlineData(BusyBefore)]
    [InlineData(Unreachable)]
    public async Task Whatever_happens_on_the_way_it_goes_back_once(Misfortune misfortune)
    {
        await desk.Charge("pm_card_visa");
        desk.Provider.Suffer(misfortune);
        await desk.Refund(1, 1500);
        Assert.Equal(1500, Assert.Single(desk.Intent.Refunds).Amount.MinorUnits);
        Assert.Equal((2500, null), (desk.Payment.Facts.Totals.Kept.MinorUnits, desk.Payment.Pending));
    }

    [Fact]
    public async Task A_refund_that_was_made_before_its_key_was_forgotten_is_found_by_its_number()
    {
        await desk.Charge("pm_card_visa");
        desk.Store.AfterSave = () => desk.Store.BeforeSave = () => throw new OutageException("crash");
        await desk.Send(new RefundPayment(desk.Order.Value, 1, new Amount(1500, "EUR")), patience: TimeSpan.Zero);
        desk.Provider.ForgetKeys();
        desk.Clock.Now += TimeSpan.FromDays(2);
        await desk.Settle();
        Assert.Single(desk.Intent.Refunds);
        Assert.Equal(2500, desk.Payment.Facts.Totals.Kept.MinorUnits);
    }

    [Fact]
    public async Task Two_refunds_that_come_at_once_are_both_made()
    {
        await desk.Charge("pm_card_visa");
        desk.Provider.Suffer(RequestLost);
        await desk.Send(new RefundPayment(desk.Order.Value, 1, new Amount(1500, "EUR")), patience: TimeSpan.Zero);
        await desk.Refund(2, 1000);
        Assert.Equal([1500L, 1000L], desk.Intent.Refunds.Select(refund => refund.Amount.MinorUnits));
        Assert.Equal(1500, desk.Payment.Facts.Totals.Kept.MinorUnits);
    }

    [Fact]
    public async Task A_refund_that_the_provider_refuses_is_reported_with_its_reason()
    {
        await desk.Charge("pm_card_visa");
        desk.Intent.Refund(null, new(4000, Domain.Currency.Parse("EUR")));
        await desk.Refund(1, 1500);
        Assert.Equal("charge_already_refunded", Assert.Single(desk.LastReport.Refunds).Failure?.Code);
    }

    [Fact]
    public async Task A_refund_on_its_way_is_reported_when_it_arrives()
    {
        await desk.Charge("pm_card_visa");
        desk.Intent.RefundsBegin = PaymentRefundStatus.Pending;
        await desk.Refund(1, 1500);
        Assert.Equal((0, 0), (desk.LastReport.Refunds.Count, desk.LastReport.Refunded.MinorUnits));
        desk.Intent.Settle(0, PaymentRefundStatus.Succeeded);
        await desk.Tell("refund.updated");
        Assert.Equal((1, 1500), (desk.LastReport.Refunds.Count, desk.LastReport.Refunded.MinorUnits));
    }

    [Fact]
    public async Task A_refund_that_fails_after_it_succeeded_is_undone_and_reported_with_its_failure()
    {
        await desk.Charge("pm_card_visa");
        await desk.Refund(1, 4000);
        desk.Intent.Settle(0, PaymentRefundStatus.Failed);
        await desk.Tell("refund.failed");
        Assert.Equal((PaymentStatus.Captured, 0), (desk.LastReport.Status, desk.LastReport.Refunded.MinorUnits));
        Assert.Equal("expired_or_canceled_card", Assert.Single(desk.LastReport.Refunds).Failure?.Code);
    }
}
