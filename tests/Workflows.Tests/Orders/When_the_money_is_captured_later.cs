using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_the_money_is_captured_later
{
    private readonly Shop shop = new(CaptureMode.Manual);

    [Fact]
    public async Task It_is_held_until_then()
    {
        await Confirmed();
        Assert.Equal((OrderStatus.Confirmed, 4000), (shop.Order.Status, shop.Order.Capturable!.MinorUnits));
        Assert.Empty(shop.Provider.Taken);
        await shop.Capture(2500);
        await shop.Settle();
        Assert.Equal((OrderStatus.Paid, 2500, 2500), (shop.Order.Status, shop.Order.Captured.MinorUnits, shop.Order.Refundable!.MinorUnits));
        Assert.Equal(2500, Assert.Single(shop.Provider.Taken).MinorUnits);
    }

    [Fact]
    public async Task Asked_twice_it_is_taken_once()
    {
        await Confirmed();
        await shop.Capture();
        Assert.True(Assert.IsType<ChangeOrderResult.Accepted>(await shop.Capture()).Replayed);
        Assert.True(Assert.IsType<ChangeOrderResult.Accepted>(await shop.Capture(4000)).Replayed);
        await shop.Settle();
        Assert.Single(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_cancellation_that_comes_in_between_ends_with_the_money_given_back()
    {
        await Confirmed();
        await shop.Capture(2500);
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        Assert.True(shop.Provider.Intent.Kept.IsZero);
        Assert.Empty(shop.DeadLetters);
    }

    [Fact]
    public async Task A_cancellation_whose_void_overtakes_the_capture_takes_nothing()
    {
        await Confirmed();
        await shop.Capture(2500);
        await shop.Cancel();
        await shop.Relay();
        foreach (var (entity, message) in shop.Bus.TakeDue(shop.Clock.Now).Reverse())
            await shop.Deliver(entity, message);
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        Assert.Empty(shop.Provider.Taken);
        Assert.Empty(shop.DeadLetters);
    }

    [Fact]
    public async Task An_authorization_that_lapsed_fails_the_payment_for_good()
    {
        await Confirmed();
        shop.Provider.Intent.Lapse();
        await shop.Tell("payment_intent.canceled");
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "authorization_lapsed"), (shop.Order.Status, shop.Order.Failure!.Code));
        Assert.Equal("payment_closed", Assert.IsType<ChangeOrderResult.Refused>(await shop.Retry()).Rejection.Code);
        Assert.Equal("order_state", Assert.IsType<ChangeOrderResult.Refused>(await shop.Capture()).Rejection.Code);
    }

    [Fact]
    public async Task A_capture_of_what_has_lapsed_fails_the_payment()
    {
        await Confirmed();
        shop.Provider.Intent.Lapse();
        await shop.Capture();
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "authorization_lapsed"), (shop.Order.Status, shop.Order.Failure!.Code));
        Assert.Empty(shop.DeadLetters);
    }

    private async Task Confirmed()
    {
        await shop.Place();
        await shop.Settle();
    }
}
