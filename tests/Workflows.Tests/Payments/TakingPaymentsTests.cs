using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Tests.Simulated;
using static Serverless.Workflows.Tests.Simulated.Misfortune;

namespace Serverless.Workflows.Tests.Payments;

public class When_a_payment_succeeds
{
    private readonly Shop shop = new();

    [Fact]
    public async Task The_order_is_paid_within_its_budget()
    {
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Equal(new Amount(4000, "EUR"), shop.Order.Captured);
        Assert.Equal((2, 1, 1, 1), (shop.Orders.Store.Writes, shop.Orders.Store.Reads, shop.Payments.Store.Writes, shop.Payments.Store.Reads));
        Assert.Equal((1, 0), (shop.Provider.Calls, shop.Provider.Lookups));
        Assert.Equal(
            [(Entities.PaymentCommands, "ChargePayment"), (Entities.PaymentEvents, "PaymentChanged"), (Entities.OrderEvents, "OrderChanged")],
            shop.Bus.Sent.Select(sent => (sent.Entity, sent.Message.Subject)));
    }

    [Fact]
    public async Task Every_message_may_arrive_twice()
    {
        shop.Deliveries = 2;
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Taken);
        Assert.Equal((3, 2), (shop.Bus.Sent.Count, shop.Discards.Count));
    }

    [Fact]
    public async Task The_relay_may_send_everything_twice_under_the_same_ids()
    {
        await shop.Place();
        await shop.Settle();
        foreach (var (entity, message) in shop.Bus.Sent.ToList())
            await shop.Deliver(entity, message);
        await shop.Settle();
        Assert.Single(shop.Provider.Taken);
        Assert.Equal(3, shop.Bus.Sent.Count);
    }
}

public class When_a_payment_does_not_succeed
{
    private readonly Shop shop = new();

    [Fact]
    public async Task A_declined_card_is_shown_with_its_codes()
    {
        await shop.Place(method: "pm_card_visa_chargeDeclined");
        await shop.Settle();
        Assert.Equal(OrderStatus.PaymentFailed, shop.Order.Status);
        Assert.Equal(("card_declined", "generic_decline"), (shop.Order.Failure?.Code, shop.Order.Failure?.DeclineCode));
        Assert.Empty(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_refused_request_fails_the_payment_with_the_providers_code()
    {
        await shop.Place(method: "pm_card_refused");
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "resource_missing"), (shop.Order.Status, shop.Order.Failure?.Code));
    }

    [Fact]
    public async Task A_card_that_needs_3d_secure_shows_the_page_to_open()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        Assert.Equal(OrderStatus.AwaitingPayment, shop.Order.Status);
        Assert.Equal(new Serverless.Contracts.NextAction("redirect_to_url", "https://bank.example/3ds"), shop.Order.NextAction);
    }
}

public class When_the_provider_goes_wrong
{
    private readonly Shop shop = new();

    [Theory]
    [InlineData(Unreachable)]
    [InlineData(RequestLost)]
    [InlineData(AnswerLost)]
    public async Task Asking_again_with_the_same_key_charges_once(Misfortune misfortune)
    {
        shop.Provider.Suffer(misfortune, misfortune, misfortune);
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Taken);
        Assert.Equal((4, 0), (shop.Provider.Calls, shop.Provider.Lookups));
    }

    [Fact]
    public async Task After_a_server_error_its_records_tell_what_happened()
    {
        shop.Provider.Suffer(ErrorAfter);
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Equal((1, 1), (shop.Provider.Calls, shop.Provider.Lookups));
    }

    [Fact]
    public async Task A_charge_that_is_not_in_the_records_for_ten_minutes_has_failed()
    {
        shop.Provider.Suffer(ErrorBefore);
        await shop.Place();
        await shop.Settle(patience: TimeSpan.FromMinutes(9));
        Assert.Equal(OrderStatus.AwaitingPayment, shop.Order.Status);
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "provider_error"), (shop.Order.Status, shop.Order.Failure?.Code));
        Assert.Equal(1 + PendingOperation.MaxServerErrors, shop.Provider.Calls);
        Assert.Empty(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_provider_that_was_too_busy_to_begin_is_asked_again_with_the_same_key()
    {
        shop.Provider.Suffer(BusyBefore);
        await shop.Place();
        await shop.Settle();
        Assert.Equal((OrderStatus.Paid, 2), (shop.Order.Status, shop.Provider.Calls));
        Assert.Single(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_command_that_comes_after_the_key_was_forgotten_looks_before_it_charges()
    {
        await shop.Place();
        // The first handler charged and crashed; the message came back two days later.
        shop.Payments.Store.BeforeSave = () => throw new OutageException("crash");
        await shop.Settle(patience: TimeSpan.Zero);
        shop.Provider.ForgetKeys();
        shop.Clock.Now += TimeSpan.FromDays(2);
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_command_that_nobody_handled_for_days_is_not_charged_blindly()
    {
        await shop.Place();
        shop.Clock.Now += TimeSpan.FromDays(2);
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "provider_error"), (shop.Order.Status, shop.Order.Failure?.Code));
        Assert.Equal(0, shop.Provider.Calls);
    }

    [Fact]
    public async Task An_outage_of_a_day_is_outlasted()
    {
        shop.Provider.Suffer([.. Enumerable.Repeat(Unreachable, 200)]);
        await shop.Place();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Empty(shop.DeadLetters);
    }
}

public class When_a_store_goes_wrong
{
    private readonly Shop shop = new();

    [Fact]
    public async Task A_crash_between_charging_and_writing_charges_once()
    {
        await shop.Place();
        shop.Payments.Store.BeforeSave = () => throw new OutageException("The database did not answer.");
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Taken);
        Assert.Equal(2, shop.Provider.Calls);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_found_again()
    {
        await shop.Place();
        shop.Payments.Store.AfterSave = () => throw new OutageException("The database did not answer.");
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Equal((1, 1), (shop.Provider.Calls, shop.Payments.Store.Writes));
    }

    [Fact]
    public async Task A_crash_after_charging_is_found_out_though_a_void_came_in_between()
    {
        await shop.Place();
        shop.Payments.Store.BeforeSave = () => throw new OutageException("crash");
        await shop.Settle(patience: TimeSpan.Zero);
        shop.VoidUnseen();
        await shop.Settle();
        Assert.IsType<Payment.Captured>(Assert.Single(shop.Payments.Store.All));
        Assert.Equal((1, new Amount(4000, "EUR")), (shop.Provider.Taken.Count, shop.Order.Captured));
    }

    [Theory]
    [InlineData("pm_card_threeDSecureRequired")]
    [InlineData("pm_card_visa_chargeDeclined")]
    public async Task What_a_void_overtook_does_not_stay_open_for_the_customer(string method)
    {
        await shop.Place(method: method);
        shop.Payments.Store.BeforeSave = () => throw new OutageException("crash");
        await shop.Settle(patience: TimeSpan.Zero);
        shop.VoidUnseen();
        await shop.Settle();
        Assert.Equal(IntentStatus.Canceled, shop.Provider.Intent.Status);
        Assert.Equal(2, shop.Provider.Calls);
    }

    [Fact]
    public async Task What_a_void_overtook_while_the_bank_decides_is_waited_for()
    {
        await shop.Place(method: "pm_sim_slow");
        shop.Payments.Store.BeforeSave = () => throw new OutageException("crash");
        await shop.Settle(patience: TimeSpan.Zero);
        shop.VoidUnseen();
        await shop.Settle(patience: TimeSpan.FromHours(1));
        Assert.IsType<Payment.Voided>(Assert.Single(shop.Payments.Store.All));

        shop.Provider.Intent.Approve();
        await shop.Settle();

        Assert.IsType<Payment.Captured>(Assert.Single(shop.Payments.Store.All));
    }

    [Fact]
    public async Task A_charge_that_comes_after_the_void_does_nothing()
    {
        await shop.Place();
        shop.VoidUnseen();
        await shop.Settle();
        Assert.IsType<Payment.Voided>(Assert.Single(shop.Payments.Store.All));
        Assert.Equal((0, 1), (shop.Provider.Calls, shop.Discards.Count));
    }

    [Fact]
    public async Task Whoever_loses_the_race_for_a_payment_decides_again()
    {
        await shop.Place();
        await shop.Relay();
        var (entity, charge) = shop.Bus.Sent[0];
        // While one handler writes, another one handles the same message from end to end.
        shop.Payments.Store.BeforeSave = () => Assert.True(shop.Deliver(entity, charge).IsCompletedSuccessfully);
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Taken);
        Assert.Equal((1, 0), (shop.Payments.Store.Writes, shop.Retries.Count));
    }

    [Fact]
    public async Task Whoever_loses_the_race_for_an_order_decides_again()
    {
        await shop.Place();
        shop.Payments.Store.AfterSave = () => shop.Orders.Store.BeforeSave = () =>
            shop.Orders.Store.Put(shop.Order.Id, Assert.Single(shop.Orders.Store.All));
        await shop.Settle();
        Assert.Equal((OrderStatus.Paid, 0), (shop.Order.Status, shop.Retries.Count));
    }

    [Fact]
    public async Task A_bug_is_tried_for_a_while_and_then_dead_lettered_with_its_cause()
    {
        await shop.Place();
        shop.Payments.Store.BeforeSave = Break;
        await shop.Settle();
        var dead = Assert.Single(shop.DeadLetters);
        Assert.Equal(("tries_used_up", typeof(InvalidOperationException)), (dead.Reason, dead.Cause?.GetType()));

        void Break()
        {
            shop.Payments.Store.BeforeSave = Break;
            throw new InvalidOperationException("bug");
        }
    }
}
