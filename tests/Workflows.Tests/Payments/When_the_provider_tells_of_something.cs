using Serverless.Contracts;
using Serverless.Workflows.Tests.Simulated;
using static Serverless.Workflows.Tests.Simulated.Misfortune;

namespace Serverless.Workflows.Tests.Payments;

public class When_the_provider_tells_of_something
{
    private readonly PaymentDesk desk = new();

    [Fact]
    public async Task A_customer_who_passed_3d_secure_has_paid()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        desk.Intent.Approve();
        await desk.Tell("payment_intent.succeeded");
        Assert.Equal((PaymentStatus.Captured, 4000), (desk.LastReport.Status, desk.LastReport.Captured.MinorUnits));
    }

    [Fact]
    public async Task A_customer_who_failed_3d_secure_has_not()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        desk.Intent.Decline();
        await desk.Tell("payment_intent.payment_failed");
        Assert.Equal((PaymentStatus.Failed, "card_declined"), (desk.LastReport.Status, desk.LastReport.Failure?.Code));
    }

    [Fact]
    public async Task A_failed_3d_secure_is_retried_with_another_card_over_the_same_intent()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        desk.Intent.Decline();
        await desk.Tell("payment_intent.payment_failed");
        await desk.Charge("pm_card_visa", attempt: 2);
        Assert.Equal((PaymentStatus.Captured, 2), (desk.LastReport.Status, desk.LastReport.Attempt));
        Assert.Single(desk.Provider.Intents);
    }

    [Fact]
    public async Task Another_card_may_be_charged_while_the_customer_does_not_come_back()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        await desk.Charge("pm_card_visa", attempt: 2);
        Assert.Equal((PaymentStatus.Captured, 2), (desk.LastReport.Status, desk.LastReport.Attempt));
        Assert.Single(desk.Provider.Taken);
    }

    [Fact]
    public async Task An_authorization_that_lapsed_is_reported()
    {
        await desk.Authorize();
        desk.Intent.Lapse();
        await desk.Tell("payment_intent.canceled");
        Assert.Equal(PaymentStatus.Lapsed, desk.LastReport.Status);
    }

    [Fact]
    public async Task What_only_confirms_our_answer_costs_no_call_of_the_provider()
    {
        await desk.Charge("pm_card_visa");
        await desk.Tell("payment_intent.succeeded");
        Assert.Equal((0, 0), (desk.Provider.Lookups, desk.Discards.Count));
    }

    [Fact]
    public async Task A_notice_that_overtakes_our_own_write_waits_for_it()
    {
        desk.Provider.Suffer(AnswerLost);
        desk.Store.BeforeSave = () => throw new OutageException("crash");
        await desk.Send(desk.Charging("pm_card_visa"), patience: TimeSpan.Zero);
        await desk.Tell("payment_intent.succeeded");
        Assert.Equal(PaymentStatus.Captured, desk.LastReport.Status);
        Assert.Empty(desk.DeadLetters);
        Assert.Single(desk.Provider.Taken);
    }

    [Fact]
    public async Task A_charge_in_doubt_is_settled_by_the_intent_that_a_notice_names()
    {
        desk.Provider.Suffer(AnswerLost);
        await desk.Charge("pm_card_visa", patience: TimeSpan.Zero);
        desk.LoseMessages();
        await desk.Tell("payment_intent.succeeded");
        Assert.Equal((PaymentStatus.Captured, 1), (desk.LastReport.Status, desk.Provider.Lookups));
    }

    [Fact]
    public async Task A_refund_made_in_the_dashboard_is_counted_once_however_often_it_is_told()
    {
        await desk.Charge("pm_card_visa");
        desk.Intent.Refund(null, new(500, Domain.Currency.Parse("EUR")));
        await desk.Tell("charge.refunded");
        await desk.Tell("refund.created");
        Assert.Equal((500, 0), (desk.LastReport.Refunded.MinorUnits, desk.LastReport.Refunds.Count));
    }

    [Fact]
    public async Task A_refund_of_ours_that_is_told_before_its_answer_comes_is_counted_once()
    {
        await desk.Charge("pm_card_visa");
        desk.Provider.Suffer(AnswerLost);
        await desk.Send(new RefundPayment(desk.Order.Value, 1, new Amount(1500, "EUR")), patience: TimeSpan.Zero);
        await desk.Tell("refund.created");
        Assert.Equal((1500, 1), (desk.LastReport.Refunded.MinorUnits, desk.LastReport.Refunds.Count));
        Assert.Single(desk.Payment.Facts.Refunds);
    }

    [Fact]
    public async Task A_record_that_was_read_before_somebody_else_wrote_is_read_again()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        desk.Intent.Decline();
        // While the refusal is being recorded, another handler records it and the customer's next card is charged.
        desk.Store.BeforeSave = () =>
        {
            desk.Intent.Confirm("pm_card_visa");
            desk.Store.Put(desk.Order.Value, desk.Payment);
        };
        await desk.Tell("payment_intent.payment_failed");
        Assert.Equal((PaymentStatus.Captured, 2), (desk.LastReport.Status, desk.Provider.Lookups));
        Assert.DoesNotContain(desk.Reports, report => report.Status == PaymentStatus.Failed);
    }

    [Fact]
    public async Task A_dispute_is_reported_with_its_outcome()
    {
        await desk.Charge("pm_card_visa");
        desk.Intent.Disputes.Add(new("dp_1", new(4000, Domain.Currency.Parse("EUR")), Domain.Payments.DisputeStatus.Open, "fraudulent"));
        await desk.Tell("charge.dispute.created");
        Assert.Equal(
            new Serverless.Contracts.Dispute("dp_1", new Amount(4000, "EUR"), Serverless.Contracts.DisputeStatus.Open, "fraudulent"), Assert.Single(desk.LastReport.Disputes!));
        desk.Intent.Disputes[0] = desk.Intent.Disputes[0] with { Status = Domain.Payments.DisputeStatus.Lost };
        await desk.Tell("charge.dispute.closed");
        Assert.Equal(Serverless.Contracts.DisputeStatus.Lost, Assert.Single(desk.LastReport.Disputes!).Status);
    }

    [Fact]
    public async Task An_intent_that_is_none_of_ours_is_discarded()
    {
        await desk.Charge("pm_card_visa");
        await desk.Send(new ProviderEvent("evt_other", "payment_intent.succeeded", "pi_other"));
        Assert.Single(desk.Discards);
    }

    [Fact]
    public async Task A_second_intent_for_an_order_is_left_to_a_person()
    {
        await desk.Charge("pm_card_visa");
        await desk.Send(new ProviderEvent("evt_other", "payment_intent.canceled", "pi_other", desk.Order.Value));
        Assert.Equal("rejected", Assert.Single(desk.DeadLetters).Reason);
    }
}
