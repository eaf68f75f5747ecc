using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Tests.Simulated;
using static Serverless.Workflows.Tests.Simulated.Misfortune;

namespace Serverless.Workflows.Tests.Payments;

public class When_an_order_asks_to_capture_or_void
{
    private readonly PaymentDesk desk = new();

    [Fact]
    public async Task A_part_is_captured_with_two_writes()
    {
        await desk.Authorize();
        var writes = desk.Store.Writes;
        await desk.Capture(3000);
        Assert.Equal(3000, desk.Intent.Received.MinorUnits);
        Assert.Equal((typeof(Payment.Captured), 2), (desk.Payment.GetType(), desk.Store.Writes - writes));
    }

    [Fact]
    public async Task A_capture_that_comes_twice_captures_once()
    {
        await desk.Authorize();
        await desk.Capture(3000);
        await desk.Capture(3000);
        Assert.Single(desk.Provider.Taken);
        Assert.Single(desk.Discards);
    }

    [Theory]
    [InlineData(AnswerLost)]
    [InlineData(RequestLost)]
    [InlineData(ErrorAfter)]
    [InlineData(ErrorBefore)]
    [InlineData(BusyBefore)]
    [InlineData(Unreachable)]
    public async Task Whatever_happens_on_the_way_it_is_captured_once(Misfortune misfortune)
    {
        await desk.Authorize();
        desk.Provider.Suffer(misfortune);
        await desk.Capture(4000);
        Assert.IsType<Payment.Captured>(desk.Payment);
        Assert.Single(desk.Provider.Taken);
    }

    [Fact]
    public async Task A_crash_after_the_capture_is_finished_by_whoever_comes_next()
    {
        await desk.Authorize();
        desk.Store.AfterSave = () => desk.Store.BeforeSave = () => throw new OutageException("crash");
        await desk.Send(new CapturePayment(desk.Order.Value, new Amount(4000, "EUR")), patience: TimeSpan.Zero);
        Assert.Equal(OperationKind.Capture, desk.Payment.Pending?.Kind);
        await desk.Void();
        Assert.IsType<Payment.Captured>(desk.Payment);
        Assert.Null(desk.Payment.Pending);
        Assert.Single(desk.Provider.Taken);
    }

    [Fact]
    public async Task A_capture_after_the_intent_was_closed_reports_that_it_lapsed()
    {
        await desk.Authorize();
        desk.Intent.Lapse();
        await desk.Capture(4000);
        Assert.Equal((PaymentStatus.Lapsed, 0), (desk.LastReport.Status, desk.Provider.Taken.Count));
    }

    [Fact]
    public async Task A_void_releases_what_is_held()
    {
        await desk.Authorize();
        await desk.Void();
        Assert.Equal((IntentStatus.Canceled, PaymentStatus.Voided), (desk.Intent.Status, desk.LastReport.Status));
    }

    [Fact]
    public async Task A_void_that_was_done_long_ago_is_reported_again_because_its_order_has_not_heard()
    {
        await desk.Authorize();
        await desk.Void();
        var reports = desk.Reports.Count;
        desk.Clock.Now += TimeSpan.FromHours(1);
        await desk.Void();
        Assert.Equal((reports + 1, PaymentStatus.Voided), (desk.Reports.Count, desk.LastReport.Status));
        Assert.Equal(desk.Reports[^2].Version, desk.LastReport.Version);
    }

    [Theory]
    [InlineData(AnswerLost)]
    [InlineData(RequestLost)]
    [InlineData(ErrorAfter)]
    [InlineData(ErrorBefore)]
    [InlineData(Unreachable)]
    public async Task Whatever_happens_on_the_way_it_is_voided(Misfortune misfortune)
    {
        await desk.Authorize();
        desk.Provider.Suffer(misfortune);
        await desk.Void();
        Assert.Equal((IntentStatus.Canceled, typeof(Payment.Voided)), (desk.Intent.Status, desk.Payment.GetType()));
    }

    [Fact]
    public async Task A_void_that_finds_the_money_taken_reports_it_so_that_the_order_asks_it_back()
    {
        await desk.Authorize();
        desk.Intent.Capture(new(4000, Domain.Currency.Parse("EUR")));
        await desk.Void();
        Assert.Equal((PaymentStatus.Captured, 4000), (desk.LastReport.Status, desk.LastReport.Captured.MinorUnits));
    }

    [Fact]
    public async Task A_void_before_the_first_charge_leaves_nothing_to_charge()
    {
        await desk.Void();
        await desk.Charge("pm_card_visa");
        Assert.Equal((typeof(Payment.Voided), 0), (desk.Payment.GetType(), desk.Provider.Calls));
    }

    [Theory]
    [InlineData("pm_card_threeDSecureRequired", IntentStatus.Canceled, typeof(Payment.Voided))]
    [InlineData("pm_card_visa_chargeDeclined", IntentStatus.Canceled, typeof(Payment.Voided))]
    [InlineData("pm_card_visa", IntentStatus.Succeeded, typeof(Payment.Captured))]
    public async Task A_charge_that_was_made_and_never_written_before_the_void_is_closed_or_found_out(string method, IntentStatus status, Type state)
    {
        desk.Store.BeforeSave = () => throw new OutageException("crash");
        await desk.Charge(method, patience: TimeSpan.Zero);
        await desk.Void();
        Assert.Equal((status, state, null), (desk.Intent.Status, desk.Payment.GetType(), desk.Payment.Pending));
    }

    [Fact]
    public async Task A_bank_that_was_asked_before_the_void_and_never_written_down_is_waited_for()
    {
        desk.Store.BeforeSave = () => throw new OutageException("crash");
        await desk.Charge("pm_sim_slow", patience: TimeSpan.Zero);
        await desk.Send(new VoidPayment(desk.Order.Value, new Amount(4000, "EUR")), patience: TimeSpan.FromMinutes(1));
        desk.Intent.Approve();
        await desk.Settle();
        Assert.Equal((PaymentStatus.Captured, 4000), (desk.LastReport.Status, desk.LastReport.Captured.MinorUnits));
    }

    [Fact]
    public async Task A_void_does_not_take_for_absent_what_is_being_asked_again()
    {
        desk.Provider.Suffer(BusyBefore);
        await desk.Charge("pm_card_visa", patience: TimeSpan.Zero);
        desk.LoseMessages();
        desk.Clock.Now += PendingOperation.ProofOfAbsence;

        desk.Provider.BeforeCall = () => desk.Send(new VoidPayment(desk.Order.Value, new Amount(4000, "EUR")), patience: TimeSpan.Zero);
        await desk.Charge("pm_card_visa");

        Assert.Single(desk.Provider.Taken);
        Assert.IsType<Payment.Captured>(desk.Payment);
    }

    [Fact]
    public async Task A_void_while_the_charge_is_in_doubt_waits_for_what_is_proven()
    {
        desk.Provider.Suffer(ErrorAfter);
        await desk.Charge("pm_card_visa", patience: TimeSpan.Zero);
        Assert.IsType<Payment.Requested>(desk.Payment);
        await desk.Void();
        Assert.Equal(PaymentStatus.Captured, desk.LastReport.Status);
    }

    [Fact]
    public async Task A_void_while_the_bank_decides_is_dropped_because_the_order_undoes_what_comes()
    {
        await desk.Charge("pm_sim_slow");
        await desk.Void();
        Assert.Equal((typeof(Payment.Processing), null), (desk.Payment.GetType(), desk.Payment.Pending));
        Assert.Single(desk.Discards);
    }

    [Fact]
    public async Task A_void_of_a_payment_that_waits_for_the_customer_closes_it_and_an_approval_comes_too_late()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        await desk.Void();
        Assert.Equal((IntentStatus.Canceled, PaymentStatus.Voided), (desk.Intent.Status, desk.LastReport.Status));
    }

    [Fact]
    public async Task A_customer_who_approves_after_the_void_was_asked_is_found_out()
    {
        await desk.Charge("pm_card_threeDSecureRequired");
        desk.Provider.Suffer(Unreachable);
        await desk.Send(new VoidPayment(desk.Order.Value, new Amount(4000, "EUR")), patience: TimeSpan.Zero);
        desk.Intent.Approve();
        await desk.Settle();
        Assert.Equal(PaymentStatus.Captured, desk.LastReport.Status);
    }

    [Fact]
    public async Task A_capture_of_more_than_is_held_is_dead_lettered()
    {
        await desk.Authorize();
        await desk.Capture(4001);
        Assert.Equal("rejected", Assert.Single(desk.DeadLetters).Reason);
        Assert.IsType<Payment.Authorized>(desk.Payment);
    }
}
