using System.Web;

namespace Serverless.Functions.Tests.Orders;

public class When_orders_are_filtered(Shop shop)
{
    [Fact]
    public async Task They_are_told_by_status_over_pages()
    {
        var alice = await shop.Customer("filters by status");
        await alice.Place("cart-1", Customer.Tea.Replace("pm_card_visa", "pm_card_visa_chargeDeclined", StringComparison.Ordinal));
        var paid = new[] { await alice.Place("cart-2"), await alice.Place("cart-3") }.Select(order => order.Id).ToArray();
        await shop.Quiet();

        var first = await alice.Get("api/orders?status=paid&pageSize=1");
        Assert.Equal([paid[1]], Ids(first));
        var link = first.Header("Link")!;
        Assert.Contains("status=paid", link, StringComparison.Ordinal);
        Assert.Equal([paid[0]], Ids(await alice.Get(link[1..link.IndexOf('>', StringComparison.Ordinal)])));

        Assert.Single(Ids(await alice.Get("api/orders?status=paymentFailed")));
        Assert.Equal(3, Ids(await alice.Get("api/orders?status=paymentFailed,paid")).Count());
        Assert.Equal(3, Ids(await alice.Get("api/orders?status=paymentFailed&status=paid")).Count());
        Assert.Empty(Ids(await alice.Get("api/orders?status=refunded")));
    }

    [Fact]
    public async Task They_are_told_by_when_they_were_placed()
    {
        var alice = await shop.Customer("filters by time");
        var placedAt = HttpUtility.UrlEncode((string)(await alice.Place("cart-1")).Body["placedAt"]!);
        Assert.Single(Ids(await alice.Get($"api/orders?from={placedAt}")));
        Assert.Empty(Ids(await alice.Get($"api/orders?to={placedAt}")));
        Assert.Single(Ids(await alice.Get("api/orders?from=2020-01-01&to=2999-12-31")));
        Assert.Empty(Ids(await alice.Get("api/orders?to=2020-01-01")));
    }

    [Theory]
    [InlineData("status=nonsense", "status: unknown_status")]
    [InlineData("from=nonsense", "from: invalid_time")]
    [InlineData("to=2020-01-01&to=2020-01-02", "to: invalid_time")]
    public async Task A_filter_that_is_none_is_refused(string query, string error)
    {
        var answer = await (await shop.Customer("cannot spell")).Get($"api/orders?{query}");
        Assert.Equal((400, "invalid_request"), answer.Refusal);
        Assert.Equal([error], answer.Errors);
    }

    [Fact]
    public async Task A_cursor_of_another_filter_is_refused()
    {
        var alice = await shop.Customer("mixes cursors");
        await alice.Place("cart-1");
        await alice.Place("cart-2");
        var cursor = (string)(await alice.Get("api/orders?pageSize=1&from=2020-01-01")).Body["nextCursor"]!;
        Assert.Equal(200, (await alice.Get($"api/orders?from=2020-01-01&cursor={cursor}")).Status);
        Assert.Equal(["cursor: other_filter"], (await alice.Get($"api/orders?cursor={cursor}")).Errors);
    }

    [Fact]
    public async Task Somebody_elses_are_for_operators()
    {
        var placed = await (await shop.Customer("watched")).Place("cart-1");
        Assert.Equal((403, "operators_only"), (await (await shop.Customer("curious")).Get("api/orders?customerId=watched")).Refusal);

        var anna = await shop.Operator("anna");
        var one = Assert.Single((await anna.Get("api/orders?customerId=watched")).Body["items"]!.AsArray())!;
        Assert.Equal((placed.Id, "watched"), ((string)one["id"]!, (string)one["customerId"]!));
        Assert.Contains(placed.Id, Ids(await anna.Get("api/orders?pageSize=100")));
    }

    [Fact]
    public async Task Customers_are_not_told_who_they_are() =>
        Assert.Null((await (await shop.Customer("knows herself")).Place("cart-1")).Body["customerId"]);

    private static IEnumerable<string> Ids(Answer answer) => answer.Body["items"]!.AsArray().Select(order => (string)order!["id"]!);
}
