using Serverless.Domain;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class ReadingOrdersTests
{
    private static readonly CustomerId Bob = CustomerId.Parse("bob");

    private readonly Shop shop = new();

    private ReadingOrders Reading => new(shop.Orders);

    [Fact]
    public async Task An_order_is_shown_to_its_customer_alone_and_nobody_else_costs_a_read()
    {
        await shop.Place();
        Assert.NotNull(await Get(Shop.Alice, shop.Order.Id));
        var reads = shop.Orders.Store.Reads;
        Assert.Null(await Get(Bob, shop.Order.Id));
        Assert.Null(await Get(Shop.Alice, "not-an-id"));
        Assert.Equal(reads, shop.Orders.Store.Reads);
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_page_by_page()
    {
        for (var number = 1; number <= 5; number++)
        {
            await shop.Place(key: $"cart-{number}");
            // The third and the fourth are placed at the same instant.
            shop.Clock.Now += TimeSpan.FromMinutes(number == 3 ? 0 : 1);
        }

        var newestFirst = shop.Orders.Store.All.OrderByDescending(order => order.Facts.Purchase.PlacedAt).ThenByDescending(order => order.Id.Value, StringComparer.Ordinal);
        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = Assert.IsType<Listing<OrderView>.Page>(await List(Shop.Alice, "2", cursor));
            listed.AddRange(page.Items.Select(order => order.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(newestFirst.Select(order => order.Id.Value), listed);
    }

    [Fact]
    public async Task The_last_page_has_no_cursor_even_when_it_is_full()
    {
        await shop.Place(key: "cart-1");
        await shop.Place(key: "cart-2");
        Assert.Null(Assert.IsType<Listing<OrderView>.Page>(await List(Shop.Alice, "2")).Next);
        Assert.Empty(Assert.IsType<Listing<OrderView>.Page>(await List(Bob)).Items);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("")]
    public async Task A_page_has_1_to_100_items(string pageSize) =>
        Assert.Equal("pageSize", Assert.Single(Assert.IsType<Listing<OrderView>.Invalid>(await List(Shop.Alice, pageSize)).Errors).Pointer);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("!!!")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OTk5LmE")]
    public async Task A_cursor_is_one_that_the_list_gave_out(string cursor) =>
        Assert.Equal("cursor", Assert.Single(Assert.IsType<Listing<OrderView>.Invalid>(await List(Shop.Alice, cursor: cursor)).Errors).Pointer);

    private Task<OrderView?> Get(CustomerId customer, string id) => Reading.Get(new Actor(customer), id, TestContext.Current.CancellationToken);

    private Task<Listing<OrderView>> List(CustomerId customer, string? pageSize = null, string? cursor = null) =>
        Reading.List(new Actor(customer), new OrderQuery(), new PageRequest(pageSize, cursor), TestContext.Current.CancellationToken);
}
