using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Workflows.Reconciliation;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Reconciliation;

public class When_an_order_stands_still
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(5);

    private readonly Shop shop = new();
    private readonly Redriving redriving;

    public When_an_order_stands_still() => redriving = new Redriving(shop.Orders, shop.Bus, new ReconcileSettings(), shop.Clock);

    [Fact]
    public async Task Its_charge_is_asked_for_again_when_the_message_was_lost()
    {
        await shop.Place();
        shop.Orders.Store.TakeOutbox();
        Assert.Equal(1, await RunAfter(TimeSpan.FromMinutes(15)));
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Equal(4000, Assert.Single(shop.Provider.Taken).MinorUnits);
    }

    [Fact]
    public async Task Its_payment_reports_again_when_the_report_was_lost_and_the_history_says_why()
    {
        await shop.Place();
        await shop.Relay();
        foreach (var (entity, message) in shop.Bus.TakeDue(shop.Clock.Now))
            await shop.Deliver(entity, message);
        shop.Payments.Store.TakeOutbox();

        Assert.Equal(1, await RunAfter(TimeSpan.FromMinutes(15)));
        await shop.Settle();
        var paid = Assert.Single(shop.Orders.Store.All);
        Assert.IsType<Order.Paid>(paid);
        Assert.Equal(CauseKind.Reconcile, paid.Facts.History[^1].Cause.Kind);
        Assert.StartsWith("The order stands still as AwaitingPayment", paid.Facts.History[^1].Cause.Detail, StringComparison.Ordinal);
        Assert.Equal(4000, Assert.Single(shop.Provider.Taken).MinorUnits);
    }

    [Fact]
    public async Task It_is_driven_on_after_times_that_double()
    {
        await shop.Place();
        shop.Orders.Store.TakeOutbox();
        var placed = shop.Clock.Now;
        var times = new List<double>();
        while (shop.Clock.Now < placed.AddDays(30))
            for (var driven = await RunAfter(Tick); driven > 0; driven--)
                times.Add((shop.Clock.Now - placed).TotalMinutes);
        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360], times);
    }

    [Fact]
    public async Task No_time_is_missed_because_runs_were()
    {
        await shop.Place();
        shop.Orders.Store.TakeOutbox();
        Assert.Equal(3, await RunAfter(TimeSpan.FromMinutes(70)));
    }

    [Fact]
    public async Task A_run_that_comes_twice_sends_the_same_messages()
    {
        await shop.Place();
        shop.Orders.Store.TakeOutbox();
        var lastRun = shop.Clock.Now;
        shop.Clock.Now += TimeSpan.FromMinutes(20);
        await redriving.Redrive(lastRun, TestContext.Current.CancellationToken);
        await redriving.Redrive(lastRun, TestContext.Current.CancellationToken);
        Assert.Equal(2, shop.Bus.Sent.Select(sent => sent.Message.Id).Distinct().Count());
        Assert.Equal(4, shop.Bus.Sent.Count);
    }

    [Fact]
    public async Task It_is_left_alone_once_it_is_settled()
    {
        await shop.Place();
        await shop.Settle();
        Assert.Equal(0, await RunAfter(TimeSpan.FromDays(20)));
    }

    private Task<int> RunAfter(TimeSpan time)
    {
        var lastRun = shop.Clock.Now;
        shop.Clock.Now += time;
        return redriving.Redrive(lastRun, TestContext.Current.CancellationToken);
    }
}
