namespace Serverless.Functions.Tests.Caching;

public class When_redis_goes_away
{
    [Fact]
    public async Task Requests_go_on_while_it_stands_still_and_health_says_so()
    {
        await using var caching = await CachingShop.Open();
        var shop = await caching.Instance();
        var (alice, anybody) = (await shop.Customer("alice"), new Customer(shop.Anonymous));
        var id = await Paid(shop, alice);
        await alice.Order(id);
        await caching.Holds($"order:{id}");

        await caching.Redis.StandStill(true);
        for (var time = 0; time < 10; time++)
        {
            Assert.Equal("paid", (await alice.Order(id)).OrderStatus);
        }
        var health = await anybody.Get("api/health/ready");
        Assert.Equal((200, "degraded"), (health.Status, (string)health.Body["status"]!));
        Assert.Equal("degraded", (string)health.Body["checks"]!["cache"]!["status"]!);

        Assert.Equal(202, (await alice.Ask(id, "cancel")).Status);
        await caching.Redis.StandStill(false);
        // It still holds the order as it was paid: nobody is shown that.
        var seen = await alice.Order(id);
        Assert.StartsWith("cancel", seen.OrderStatus, StringComparison.Ordinal);
        await shop.Until(() => alice.Order(id), order => order.OrderStatus == "cancelled");
        await shop.Until(() => anybody.Get("api/health/ready"), answer => (string)answer.Body["status"]! == "healthy");
    }

    [Fact]
    public async Task Killed_and_restarted_under_load_nobody_notices_and_it_fills_again()
    {
        await using var caching = await CachingShop.Open();
        var shop = await caching.Instance();
        var alice = await shop.Customer("alice");
        var id = await Paid(shop, alice);
        using var end = new CancellationTokenSource();
        var read = 0;
        var load = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (!end.IsCancellationRequested)
            {
                var order = await alice.Order(id);
                Assert.Equal((200, "paid"), (order.Status, order.OrderStatus));
                Interlocked.Increment(ref read);
            }
        }).ToList();

        await ReadsOrFails(100);
        await caching.Redis.Kill();
        var before = read;
        await ReadsOrFails(before + 100);
        await caching.RestartRedis();
        await caching.Holds($"order:{id}");
        before = read;
        await ReadsOrFails(before + 100);
        await end.CancelAsync();
        await Task.WhenAll(load);

        Task ReadsOrFails(int reads) => Until.True(() => read > reads || load.Any(task => task.IsFaulted));
    }

    private static async Task<string> Paid(Shop shop, Customer customer)
    {
        var id = (await customer.Place("cart-1")).Id;
        await shop.Until(() => customer.Order(id), order => order.OrderStatus == "paid");
        await shop.Quiet();
        return id;
    }
}
