using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Tests.Simulated;
using static Serverless.Workflows.Tests.Simulated.Misfortune;

namespace Serverless.Workflows.Tests.Payments;

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
