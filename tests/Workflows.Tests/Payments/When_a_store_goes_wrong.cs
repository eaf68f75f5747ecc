using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Payments;

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
    public async Task What_a_void_overtook_is_waited_for_when_the_bank_takes_days()
    {
        await shop.Place(method: "pm_sim_slow");
        shop.Payments.Store.BeforeSave = () => throw new OutageException("crash");
        await shop.Settle(patience: TimeSpan.Zero);
        shop.VoidUnseen();
        await shop.Settle(patience: TimeSpan.FromDays(10));

        shop.Provider.Intent.Approve();
        await shop.Settle(patience: TimeSpan.FromMinutes(70));

        Assert.IsType<Payment.Captured>(Assert.Single(shop.Payments.Store.All));
        Assert.InRange(shop.Retries.Count, 200, 300);
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
