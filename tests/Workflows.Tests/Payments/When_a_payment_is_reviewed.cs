using Serverless.Contracts;
using Serverless.Workflows.Tests.Simulated;
using static Serverless.Workflows.Tests.Simulated.Misfortune;

namespace Serverless.Workflows.Tests.Payments;

public class When_a_payment_is_reviewed
{
    private readonly PaymentDesk desk = new();

    [Fact]
    public async Task It_is_corrected_where_the_provider_knows_better()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        desk.Intent.Approve();
        await desk.Review();
        Assert.Equal(PaymentStatus.Captured, desk.LastReport.Status);
        Assert.Equal("The order stands still.", desk.Payment.Facts.Ledger.Entries[0].Cause);
    }

    [Fact]
    public async Task It_is_reported_again_though_it_was_right()
    {
        await desk.Charge("pm_card_visa");
        var reports = desk.Reports.Count;
        desk.Clock.Now += TimeSpan.FromHours(1);
        await desk.Review();
        Assert.Equal(reports + 1, desk.Reports.Count);
        Assert.Equal(desk.Reports[^2].Version, desk.LastReport.Version);
    }

    [Fact]
    public async Task It_is_reported_once_however_often_the_provider_gives_no_answer()
    {
        await desk.Charge("pm_card_visa");
        var reports = desk.Reports.Count;
        desk.Provider.UnreadableFor = 5;
        desk.Clock.Now += TimeSpan.FromHours(1);
        await desk.Review();
        Assert.Equal((reports + 1, 6), (desk.Reports.Count, desk.Provider.Lookups));
    }

    [Fact]
    public async Task A_refund_whose_message_was_lost_is_finished()
    {
        await desk.Charge("pm_card_visa");
        desk.Provider.Suffer(RequestLost);
        await desk.Send(new RefundPayment(desk.Order.Value, 1, new Amount(1500, "EUR")), patience: TimeSpan.Zero);
        desk.LoseMessages();
        await desk.Review();
        Assert.Equal((1500, 1), (desk.LastReport.Refunded.MinorUnits, desk.Intent.Refunds.Count));
    }

    [Fact]
    public async Task A_charge_whose_message_was_lost_is_brought_to_its_proven_outcome()
    {
        desk.Provider.Suffer(AnswerLost);
        await desk.Charge("pm_card_visa", patience: TimeSpan.Zero);
        desk.LoseMessages();
        await desk.Review();
        Assert.Equal(PaymentStatus.Captured, desk.LastReport.Status);
    }
}
