namespace Serverless.Functions.Tests.Orders;

/// <summary>The budget of one paid order, counted at the far ends of the wires.</summary>
public class An_order_costs
{
    private const int Orders = 5;
    private static readonly string[] Containers = ["orders", "payments", "catalog"];

    [Fact]
    public async Task Three_writes_one_read_three_messages_and_one_call()
    {
        // The provider's own notices come on top: one message and one read each.
        await using var shop = await Shop.Open(["--Embedded:PaymentWebhookMode=never"]);
        var alice = await shop.Customer("alice");
        await alice.Place("warm-up");
        await shop.Quiet();

        var before = Count(shop);
        var placed = await Task.WhenAll(Enumerable.Range(0, Orders).Select(number => alice.Place($"cart-{number}")));
        await shop.Quiet();
        var spent = Count(shop) - before;

        Assert.All(placed, order => Assert.Equal(202, order.Status));
        Assert.True(spent.Writes <= 3 * Orders, $"{spent}");
        Assert.True(spent.Reads <= Orders, $"{spent}");
        Assert.True(spent.Queries <= 1, $"{spent}"); // The catalog may come due: once in ten seconds, however many orders there are.
        Assert.Equal(3 * Orders, spent.Messages);
        Assert.Equal(Orders, spent.Calls);
        Assert.Equal(Orders, placed.Count(order => shop.Movements(order.Id).Any()));
    }

    private static Cost Count(Shop shop)
    {
        var counters = Containers.Select(name => shop.Services.Cosmos!.Container("orders-payments", name)!.Counters).ToList();
        return new(
            counters.Sum(each => each.Writes), counters.Sum(each => each.PointReads), counters.Sum(each => each.Queries),
            shop.Services.Broker!.MessagesSent, shop.Services.Payments!.Calls.Total);
    }

    private sealed record Cost(long Writes, long Reads, long Queries, long Messages, long Calls)
    {
        public static Cost operator -(Cost left, Cost right) => new(
            left.Writes - right.Writes, left.Reads - right.Reads, left.Queries - right.Queries, left.Messages - right.Messages, left.Calls - right.Calls);
    }
}
