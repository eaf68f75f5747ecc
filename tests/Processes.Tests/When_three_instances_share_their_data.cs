namespace Serverless.Processes.Tests;

public class When_three_instances_share_their_data
{
    [Fact]
    public async Task Orders_placed_at_any_are_paid_once_and_each_message_is_handled_once()
    {
        await using var instances = await Instances.Start();
        var orders = new List<string>();

        await Parallel.ForAsync(0, 90, new ParallelOptions { MaxDegreeOfParallelism = 9 }, async (number, _) =>
        {
            var order = await instances.Place(number % 3, $"cart-{number}");
            Assert.NotNull(order);
            Assert.Contains(await instances.Status((number + 1) % 3, order), (string[])["awaitingPayment", "paid"]);
            lock (orders)
            {
                orders.Add(order);
            }
        });
        await instances.UntilPaid(orders);

        Assert.Equal(orders.Select(Id).Order(), (await instances.Charged()).Order());
        await instances.Until("all commands are handled", async () => (await instances.Completed("payment-commands")).Sum() >= orders.Count);
        var handled = await instances.Completed("payment-commands");
        Assert.Equal(orders.Count, handled.Sum());
        Assert.All(handled, count => Assert.NotEqual(0, count));
    }

    [Fact]
    public async Task The_host_can_be_killed_under_load_and_nothing_is_lost_or_charged_twice()
    {
        await using var instances = await Instances.Start();
        var host = await instances.Host();
        var orders = new List<string>();
        var killed = Task.CompletedTask;

        await Parallel.ForAsync(0, 150, new ParallelOptions { MaxDegreeOfParallelism = 9 }, async (number, _) =>
        {
            if (number == 50)
            {
                killed = instances.Kill(host);
            }
            string? order = null;
            var turn = number;
            await instances.Until($"order {number} is accepted", async () =>
                (order = await instances.Place(turn++ % 3, $"cart-{number}")) is not null);
            lock (orders)
            {
                orders.Add(order!);
            }
        });
        await killed;
        await instances.Restart(host);
        await instances.UntilPaid(orders);

        Assert.NotEqual(host, await instances.Host());
        Assert.Equal(orders.Select(Id).Order(), (await instances.Charged()).Order());
    }

    private static string Id(string order) => order[(order.LastIndexOf('/') + 1)..];
}
