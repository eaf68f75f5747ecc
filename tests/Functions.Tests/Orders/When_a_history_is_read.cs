using System.Text.Json.Nodes;

namespace Serverless.Functions.Tests.Orders;

public class When_a_history_is_read(Shop shop)
{
    [Fact]
    public async Task It_tells_what_happened_when_and_why()
    {
        var (alice, otto) = (await shop.Customer("looks back"), await shop.Operator("otto"));
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        await otto.Ask(placed.Id, "refunds", """{"amount":500}""", "part");
        await shop.Quiet();
        await alice.Ask(placed.Id, "cancel");
        await shop.Quiet();
        var history = await alice.Get($"api/orders/{placed.Id}/history");
        Assert.Equal(200, history.Status);
        Assert.Equal(
            [
                "1 placed by customer: 3300", "2 paid by payment: 3300", "3 refundRequested by operator: 500", "4 paymentReported by payment: 500",
                "5 cancellationBegan by customer: requested", "6 refundRequested by customer: 2800", "7 cancelled by payment: ",
            ],
            Items(history).Select(Line));
        var traces = Items(history).Select(item => (string)item["traceId"]!).ToList();
        Assert.All(traces, trace => Assert.Equal(32, trace.Length));
        Assert.Equal([true, true, false, false, false, false, false], traces.Select(trace => trace == traces[0]));
        Assert.Equal((traces[2], traces[4]), (traces[3], traces[6]));
        Assert.Equal(Items(history).Select(item => (DateTimeOffset)item["at"]!).Order(), Items(history).Select(item => (DateTimeOffset)item["at"]!));
    }

    [Fact]
    public async Task Which_operator_it_was_is_for_operators_to_know()
    {
        var (alice, otto) = (await shop.Customer("not told"), await shop.Operator("otto"));
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        await otto.Ask(placed.Id, "cancel");
        await shop.Quiet();
        Assert.Null(Cancellation(await alice.Get($"api/orders/{placed.Id}/history"))["by"]);
        Assert.Equal("otto", (string)Cancellation(await otto.Get($"api/orders/{placed.Id}/history"))["by"]!);
    }

    [Fact]
    public async Task A_version_that_the_client_has_is_not_sent_again()
    {
        var alice = await shop.Customer("has the history");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        var path = $"api/orders/{placed.Id}/history";
        Assert.Equal(304, (await alice.Get(path, ifNoneMatch: (await alice.Get(path)).Header("ETag"))).Status);
    }

    [Fact]
    public async Task Somebody_elses_is_not_found()
    {
        var placed = await (await shop.Customer("has a past")).Place("cart-1");
        Assert.Equal((404, "order_not_found"), (await (await shop.Customer("is curious")).Get($"api/orders/{placed.Id}/history")).Refusal);
    }

    private static IEnumerable<JsonNode> Items(Answer history) => history.Body["items"]!.AsArray().Select(item => item!);

    private static JsonNode Cancellation(Answer history) => Items(history).Single(item => (string)item["event"]! == "cancellationBegan");

    private static string Line(JsonNode item) =>
        $"{item["version"]} {item["event"]} by {item["cause"]}: {item["amount"]?["amount"]}{item["detail"]}";
}
