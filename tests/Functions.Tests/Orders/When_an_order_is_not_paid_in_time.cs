using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Functions.Tests.Orders;

public class When_an_order_is_not_paid_in_time
{
    [Fact]
    public async Task It_expires_and_the_provider_keeps_nothing()
    {
        var clock = new ManualClock();
        await using var shop = await Shop.Open(["--Orders:PaymentWindow=02:00:00"], app => app.Services.AddSingleton<TimeProvider>(clock));
        var alice = await shop.Customer("alice", "&expires_in=86400");
        var failed = await alice.PlaceWith("pm_card_visa_chargeDeclined");
        var waiting = await alice.Place("cart-2", Customer.Tea.Replace("pm_card_visa", "pm_card_threeDSecure2Required", StringComparison.Ordinal));
        var paid = await alice.Place("cart-3");
        await shop.Quiet();

        clock.Advance(TimeSpan.FromMinutes(119));
        await Expire(shop);
        Assert.Equal("paymentFailed", (await alice.Order(failed.Id)).OrderStatus);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Expire(shop);
        Assert.Equal("expired", (await alice.Order(failed.Id)).OrderStatus);
        Assert.Equal("expired", (await alice.Order(waiting.Id)).OrderStatus);
        Assert.Equal("paid", (await alice.Order(paid.Id)).OrderStatus);
        Assert.Empty(shop.Movements(waiting.Id));
        Assert.Equal((409, "order_state"), (await alice.Ask(waiting.Id, "cancel")).Refusal);
        Assert.Equal("expiry", (string)(await alice.Get($"api/orders/{failed.Id}/history")).Body["items"]!.AsArray()[^1]!["cause"]!);
    }

    private static async Task Expire(Shop shop)
    {
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        (await shop.Anonymous.PostAsync("admin/functions/ExpireOrders", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await shop.Quiet();
    }
}
