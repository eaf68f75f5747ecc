using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Tests.Orders;

/// <summary>Two orders of Alice and two of Bob, an hour apart, one of each paid.</summary>
public class OrderListTests : IAsyncLifetime
{
    private static readonly CustomerId Bob = CustomerId.Parse("bob");

    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IOrderStore Store => _wires.Get<IOrderStore>();

    public async ValueTask InitializeAsync()
    {
        _wires = await Wires.Open();
        await Save("a-1", Samples.Alice, 0, paid: false);
        await Save("b-1", Bob, 1, paid: true);
        await Save("a-2", Samples.Alice, 2, paid: true);
        await Save("b-2", Bob, 3, paid: false);
    }

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task Without_a_filter_those_of_all_are_listed_newest_first()
    {
        Assert.Equal("b-2 a-2 b-1 a-1", await Listed(new OrderFilter()));
        var first = await Store.List(new OrderFilter(), 2, null, Stop);
        Assert.Equal(2, first.Count);
        Assert.Equal("b-1 a-1", await Listed(new OrderFilter(), OrderPosition.Of(first[^1])));
    }

    [Fact]
    public async Task A_customers_are_those_of_one_partition() => Assert.Equal("b-2 b-1", await Listed(new OrderFilter(Bob.Key)));

    [Fact]
    public async Task They_are_told_by_their_status()
    {
        Assert.Equal("a-2 b-1", await Listed(new OrderFilter(Statuses: [OrderStatus.Paid])));
        Assert.Equal("a-1", await Listed(new OrderFilter(Samples.Alice.Key, [OrderStatus.AwaitingPayment])));
        Assert.Equal("b-2 a-2 b-1 a-1", await Listed(new OrderFilter(Statuses: [OrderStatus.AwaitingPayment, OrderStatus.Paid])));
        Assert.Equal("", await Listed(new OrderFilter(Statuses: [OrderStatus.Refunded])));
    }

    [Fact]
    public async Task The_first_instant_belongs_to_the_time_and_the_last_does_not() =>
        Assert.Equal("a-2 b-1", await Listed(new OrderFilter(From: At(1), To: At(3))));

    [Fact]
    public async Task A_page_goes_on_where_the_last_ended_within_its_filter()
    {
        var filter = new OrderFilter(From: At(1), To: At(3));
        var first = await Store.List(filter, 1, null, Stop);
        Assert.Equal("b-1", await Listed(filter, OrderPosition.Of(first[0])));
    }

    [Fact]
    public async Task One_page_is_one_query()
    {
        var before = _wires.Counters("orders").Queries;
        await Store.List(new OrderFilter(Samples.Alice.Key, [OrderStatus.Paid, OrderStatus.Refunded], At(0), At(9)), 2, null, Stop);
        Assert.Equal(1, _wires.Counters("orders").Queries - before);
    }

    private static DateTimeOffset At(int hours) => Samples.Noon.AddHours(hours);

    private async Task Save(string key, CustomerId customer, int hours, bool paid)
    {
        var order = Samples.Order(key, customer, At(hours));
        Assert.True(await Store.Save(paid ? new Order.Paid(order.Facts) : order, null, [Samples.Message($"m-{key}")], Stop));
    }

    private async Task<string> Listed(OrderFilter filter, OrderPosition? after = null)
    {
        var keys = new Dictionary<OrderId, string>
        {
            [OrderId.For(Samples.Alice, IdempotencyKey.Parse("a-1"))] = "a-1",
            [OrderId.For(Samples.Alice, IdempotencyKey.Parse("a-2"))] = "a-2",
            [OrderId.For(Bob, IdempotencyKey.Parse("b-1"))] = "b-1",
            [OrderId.For(Bob, IdempotencyKey.Parse("b-2"))] = "b-2",
        };
        return string.Join(' ', (await Store.List(filter, 10, after, Stop)).Select(order => keys[order.Id]));
    }
}
