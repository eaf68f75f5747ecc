namespace Serverless.Functions.Tests.Caching;

public class When_instances_share_redis
{
    [Fact]
    public async Task An_order_at_rest_is_read_once_and_each_sees_its_own_writes_everywhere()
    {
        await using var caching = await CachingShop.Open();
        var (a, b) = (await caching.Instance(), await caching.Instance());
        var (onA, onB) = (await a.Customer("alice"), await b.Customer("alice"));
        var id = (await onA.Place("cart-1")).Id;
        var paid = await a.Until(() => onA.Order(id), order => order.OrderStatus == "paid");
        await b.Quiet();

        Assert.Equal(paid.Text, (await onB.Order(id)).Text);
        await caching.Holds($"order:{id}");
        var reads = Reads(a);
        for (var time = 0; time < 10; time++)
        {
            var (first, second) = (await onA.Order(id), await onB.Order(id));
            Assert.Equal((paid.Text, paid.Text), (first.Text, second.Text));
            Assert.Equal(paid.Header("ETag"), second.Header("ETag"));
        }
        Assert.Equal(reads, Reads(a));

        Assert.Equal(202, (await onA.Ask(id, "cancel")).Status);
        Assert.All([await onB.Order(id), await onA.Order(id)], order => Assert.StartsWith("cancel", order.OrderStatus, StringComparison.Ordinal));
        await a.Until(() => onB.Order(id), order => order.OrderStatus == "cancelled");
        Assert.Equal("cancelled", (await onA.Order(id)).OrderStatus);
    }

    [Fact]
    public async Task What_is_in_redis_is_what_may_be_seen_and_nothing_else()
    {
        await using var caching = await CachingShop.Open();
        var a = await caching.Instance();
        var (alice, bob, anna) = (await a.Customer("alice"), await a.Customer("bob"), await a.Operator("anna"));
        var id = (await alice.Place("a key of hers")).Id;
        await a.Until(() => alice.Order(id), order => order.OrderStatus == "paid");
        await a.Quiet();
        await alice.Order(id);
        await caching.Holds($"order:{id}");

        var entry = await caching.Cli("HGET", $"orders-payments:order:{id}", "data");
        Assert.Contains("TEA-GREEN-100", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("pm_", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("a key of hers", entry, StringComparison.Ordinal);
        Assert.InRange(int.Parse(await caching.Cli("TTL", $"orders-payments:order:{id}")), 1, 60);

        Assert.Equal(404, (await bob.Order(id)).Status);
        Assert.Null((await alice.Order(id)).Body["customerId"]);
        Assert.Equal("alice", (string)(await anna.Order(id)).Body["customerId"]!);
    }

    [Fact]
    public async Task A_product_that_one_changes_is_seen_there_at_once_and_by_the_other_when_its_copy_is_due()
    {
        await using var caching = await CachingShop.Open();
        var (a, b) = (await caching.Instance(), await caching.Instance());
        var anna = await a.Operator("anna");
        var (onA, onB) = (new Customer(a.Anonymous), new Customer(b.Anonymous));
        await onA.Get("api/products");
        await onB.Get("api/products");
        await anna.PutProduct("TEA-GREEN-100", """{"name":"Green tea","price":{"amount":1,"currency":"EUR"}}""");
        Assert.Equal(1, Price(await onA.Get("api/products/TEA-GREEN-100")));
        await b.Until(() => onB.Get("api/products/TEA-GREEN-100"), product => Price(product) == 1);
        Assert.Equal(1, Price(await onA.Get("api/products/TEA-GREEN-100")));
    }

    private static int Price(Answer product) => (int)product.Body["price"]!["amount"]!;

    private static long Reads(Shop shop) => shop.Services.Cosmos!.Container("orders-payments", "orders")!.Counters.PointReads;
}
