using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Functions.Tests.Payments;

namespace Serverless.Functions.Tests.Operations;

public class When_an_order_stands_still
{
    [Fact]
    public async Task It_is_driven_on_with_what_the_provider_knows_and_the_history_says_so()
    {
        var clock = new ManualClock();
        await using var shop = await Shop.Open(["--Embedded:PaymentWebhookMode=never"], app => app.Services.AddSingleton<TimeProvider>(clock));
        var alice = await shop.Customer("alice", "&expires_in=86400");
        var order = (await alice.PlaceWith("pm_card_threeDSecure2Required")).Id;
        await shop.Quiet();
        using (var bank = new Bank(shop))
            await bank.Decide((string)(await alice.Order(order)).Body["nextAction"]!["url"]!, "approve");

        clock.Advance(TimeSpan.FromMinutes(14));
        await Reconcile(shop);
        Assert.Equal("awaitingPayment", (await alice.Order(order)).OrderStatus);

        clock.Advance(TimeSpan.FromMinutes(2));
        await Reconcile(shop);
        Assert.Equal("paid", (await alice.Order(order)).OrderStatus);
        Assert.Equal([("Charge", 3300L)], shop.Movements(order));
        var last = (await (await shop.Customer("anna", "&role=operator&expires_in=86400")).Get($"api/orders/{order}/history")).Body["items"]!.AsArray()[^1]!;
        Assert.Equal(("paid", "reconcile"), ((string)last["event"]!, (string)last["cause"]!));
        Assert.StartsWith("The order stands still as AwaitingPayment", (string)last["by"]!, StringComparison.Ordinal);
    }

    private static async Task Reconcile(Shop shop)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        (await shop.Anonymous.PostAsync("admin/functions/Reconcile", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await shop.Quiet();
    }
}
