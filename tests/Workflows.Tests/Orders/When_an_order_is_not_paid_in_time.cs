using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_an_order_is_not_paid_in_time
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private readonly Shop shop = new();

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined")]
    [InlineData("pm_card_threeDSecureRequired")]
    public async Task It_expires_when_the_window_is_over_and_not_before(string method)
    {
        var placed = shop.Clock.Now;
        await shop.Place(method);
        await shop.Settle();
        shop.Clock.Now = placed + Window - TimeSpan.FromTicks(1);
        Assert.Equal(0, await shop.Expire());
        shop.Clock.Now = placed + Window;
        Assert.Equal(1, await shop.Expire());
        await shop.Settle();
        Assert.Equal(OrderStatus.Expired, shop.Order.Status);
        Assert.Equal(0, await shop.Expire());
        Assert.Contains(new Cause(CauseKind.Expiry), shop.Orders.Store.All.Single().Facts.History.Select(entry => entry.Cause));
    }

    [Fact]
    public async Task One_that_is_paid_never_does()
    {
        await shop.Place();
        await shop.Settle();
        shop.Clock.Now += 10 * Window;
        Assert.Equal(0, await shop.Expire());
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
    }

    [Fact]
    public async Task A_customer_who_approves_too_late_gets_the_money_back()
    {
        await shop.Place("pm_card_threeDSecureRequired");
        await shop.Settle();
        shop.Clock.Now += Window;
        shop.Provider.Intent.Approve();
        await shop.Expire();
        await shop.Settle();
        Assert.Equal(OrderStatus.Expired, shop.Order.Status);
        Assert.True(shop.Provider.Intent.Kept.IsZero);
        Assert.Single(shop.Provider.Taken);
    }

    [Fact]
    public async Task One_that_changes_at_that_moment_is_left_to_the_next_run()
    {
        await shop.Place("pm_card_visa_chargeDeclined");
        await shop.Settle();
        shop.Clock.Now += Window;
        shop.Orders.Store.BeforeSave = () => shop.Retry().GetAwaiter().GetResult();
        Assert.Equal(0, await shop.Expire());
        Assert.Equal(OrderStatus.AwaitingPayment, shop.Order.Status);
    }

    [Fact]
    public async Task One_that_cannot_be_read_does_not_keep_the_others_from_it_and_is_told()
    {
        await shop.Place("pm_card_visa_chargeDeclined", "cart-1");
        await shop.Place("pm_card_visa_chargeDeclined", "cart-2");
        await shop.Settle();
        var broken = shop.Orders.Store.All.Min(order => order.Id.Value)!;
        shop.Orders.Unreadable = broken;
        shop.Clock.Now += 2 * Window;
        Assert.Single((await Assert.ThrowsAsync<AggregateException>(() => shop.Expire())).InnerExceptions);
        Assert.All(shop.Orders.Store.All, order => Assert.Equal(order.Id.Value == broken, order is Order.PaymentFailed));
    }
}
