using Serverless.Domain;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_orders_are_filtered
{
    private static readonly Actor Alice = new(Shop.Alice);
    private static readonly Actor Anna = new(CustomerId.Parse("anna"), IsOperator: true);

    private readonly Shop shop = new();

    private ReadingOrders Reading => new(shop.Orders);

    [Theory]
    [InlineData("status", "paid,nonsense", "unknown_status")]
    [InlineData("status", "", "unknown_status")]
    [InlineData("status", "Paid", "unknown_status")]
    [InlineData("status", "2", "unknown_status")]
    [InlineData("from", "yesterday", "invalid_time")]
    [InlineData("to", "2026-02-30", "invalid_time")]
    [InlineData("to", "2026-03-01T12:00:00 01:00", "invalid_time")]
    [InlineData("customerId", "", "invalid_customer_id")]
    public async Task What_is_no_filter_is_refused_with_its_place(string field, string value, string code)
    {
        var error = Assert.Single(Assert.IsType<Listing<OrderView>.Invalid>(await List(Anna, Query(field, value))).Errors);
        Assert.Equal((field, code), (error.Pointer, error.Code));
    }

    [Fact]
    public async Task Customers_list_their_own_and_nobody_elses()
    {
        await shop.Place();
        Assert.Single(await Page(Alice, new()));
        Assert.Single(await Page(Alice, new(CustomerId: "alice")));
        Assert.IsType<Listing<OrderView>.OperatorsOnly>(await List(Alice, new(CustomerId: "bob")));
        Assert.Empty(await Page(new(CustomerId.Parse("bob")), new()));
    }

    [Fact]
    public async Task An_operator_lists_those_of_all_or_of_one()
    {
        await shop.Place();
        Assert.Equal("alice", Assert.Single(await Page(Anna, new())).CustomerId);
        Assert.Single(await Page(Anna, new(CustomerId: "alice")));
        Assert.Empty(await Page(Anna, new(CustomerId: "anna")));
    }

    [Fact]
    public async Task A_cursor_goes_with_its_filter_alone()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await shop.Place(key: $"cart-{number}");
        }
        var query = new OrderQuery(Status: "awaitingPayment,paid", From: "2020-01-01");
        var cursor = Assert.IsType<Listing<OrderView>.Page>(await List(Alice, query, "2")).Next;
        Assert.Single(Assert.IsType<Listing<OrderView>.Page>(await List(Alice, query with { Status = "paid,awaitingPayment" }, "2", cursor)).Items);
        foreach (var other in new OrderQuery[] { new(), query with { Status = "paid" }, query with { From = "2020-01-02" }, query with { To = "2099-01-01" } })
        {
            var error = Assert.Single(Assert.IsType<Listing<OrderView>.Invalid>(await List(Alice, other, "2", cursor)).Errors);
            Assert.Equal(("cursor", "other_filter"), (error.Pointer, error.Code));
        }
    }

    [Fact]
    public async Task A_cursor_of_one_customers_list_is_none_of_the_list_of_all()
    {
        await shop.Place(key: "cart-1");
        await shop.Place(key: "cart-2");
        var cursor = Assert.IsType<Listing<OrderView>.Page>(await List(Anna, new(CustomerId: "alice"), "1")).Next;
        Assert.IsType<Listing<OrderView>.Invalid>(await List(Anna, new(), "1", cursor));
    }

    private static OrderQuery Query(string field, string value) => field switch
    {
        "status" => new(Status: value),
        "from" => new(From: value),
        "to" => new(To: value),
        _ => new(CustomerId: value),
    };

    private async Task<IReadOnlyList<OrderView>> Page(Actor actor, OrderQuery query) =>
        Assert.IsType<Listing<OrderView>.Page>(await List(actor, query)).Items;

    private Task<Listing<OrderView>> List(Actor actor, OrderQuery query, string? pageSize = null, string? cursor = null) =>
        Reading.List(actor, query, new PageRequest(pageSize, cursor), TestContext.Current.CancellationToken);
}
