namespace Serverless.Functions.Tests.Orders;

public class When_orders_are_read(Shop shop)
{
    [Fact]
    public async Task Somebody_elses_is_not_found()
    {
        var placed = await (await shop.Customer("owner")).Place("cart-1");
        var answer = await (await shop.Customer("stranger")).Get(placed.Header("Location")!);
        Assert.Equal(404, answer.Status);
        Assert.Equal("order_not_found", answer.Problem);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("%2e%2e%2fpayments")]
    public async Task What_is_no_order_of_mine_is_not_found(string id)
    {
        var answer = await (await shop.Customer("seeker")).Get($"api/orders/{id}");
        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task A_version_that_the_client_has_is_not_sent_again()
    {
        var alice = await shop.Customer("has it");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        var order = await alice.Get(placed.Header("Location")!);
        var tag = order.Header("ETag")!;
        Assert.NotEqual(placed.Header("ETag"), tag);
        var again = await alice.Get(placed.Header("Location")!, ifNoneMatch: $"\"0\", W/{tag}");
        Assert.Equal(304, again.Status);
        Assert.Equal(tag, again.Header("ETag"));
        Assert.Empty(again.Text);
        Assert.Equal(200, (await alice.Get(placed.Header("Location")!, ifNoneMatch: placed.Header("ETag"))).Status);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_pages_without_gap_or_repetition()
    {
        var alice = await shop.Customer("collector");
        var placed = new List<string>();
        for (var number = 0; number < 7; number++)
        {
            placed.Insert(0, (await alice.Place($"cart-{number}")).Id);
        }
        var read = new List<string>();
        var pages = 0;
        for (var next = "api/orders?pageSize=3"; next is not null; pages++)
        {
            var page = await alice.Get(next);
            Assert.Equal(200, page.Status);
            read.AddRange(page.Body["items"]!.AsArray().Select(order => (string)order!["id"]!));
            next = page.Header("Link") is { } link ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;
            Assert.Equal(next is null, page.Body["nextCursor"] is null);
        }
        Assert.Equal(placed, read);
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=101")]
    [InlineData("pageSize=ten")]
    [InlineData("pageSize=1&pageSize=2")]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=!")]
    [InlineData("cursor=")]
    public async Task A_page_that_there_is_not_is_refused(string query)
    {
        var answer = await (await shop.Customer("turns pages")).Get($"api/orders?{query}");
        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", answer.Problem);
    }

    [Fact]
    public async Task A_list_holds_nobody_elses_orders()
    {
        await (await shop.Customer("private")).Place("cart-1");
        Assert.Empty((await (await shop.Customer("newcomer")).Get("api/orders")).Body["items"]!.AsArray());
    }
}
