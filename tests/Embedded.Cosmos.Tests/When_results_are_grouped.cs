using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Linq;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_results_are_grouped(QueriedAccount documents) : IClassFixture<QueriedAccount>
{
    [Theory]
    [InlineData("each value is one result", "SELECT c.customer FROM c GROUP BY c.customer",
        """[{"customer":"ada"},{"customer":"bob"},{"customer":"cyd"}]""")]
    [InlineData("aggregates are those of the group", "SELECT c.customer, COUNT(1) AS n, SUM(c.total) AS sum, AVG(c.total) AS avg, MIN(c.total) AS least, MAX(c.total) AS most FROM c WHERE c.customer != 'cyd' GROUP BY c.customer",
        """[{"customer":"ada","n":2,"sum":35.5,"avg":17.75,"least":10,"most":25.5},{"customer":"bob","n":2,"sum":7,"avg":3.5,"least":-3,"most":10}]""")]
    [InlineData("aggregates have numbers for names", "SELECT c.customer, COUNT(1), MAX(c.id) FROM c WHERE c.customer = 'bob' GROUP BY c.customer",
        """[{"customer":"bob","$1":2,"$2":"4"}]""")]
    [InlineData("a sum over texts is nothing", "SELECT c.customer, SUM(c.total) AS sum FROM c WHERE c.customer = 'cyd' GROUP BY c.customer",
        """[{"customer":"cyd"}]""")]
    [InlineData("what is missing is a group too", "SELECT c.flag, COUNT(1) AS n FROM c GROUP BY c.flag",
        """[{"n":3},{"flag":true,"n":1},{"flag":false,"n":1}]""")]
    [InlineData("several properties", "SELECT c.customer, c.status, COUNT(1) AS n FROM c WHERE c.customer = 'ada' GROUP BY c.customer, c.status",
        """[{"customer":"ada","status":"paid","n":1},{"customer":"ada","status":"open","n":1}]""")]
    [InlineData("a property that is not shown", "SELECT COUNT(1) AS n FROM c GROUP BY c.customer",
        """[{"n":2},{"n":2},{"n":1}]""")]
    [InlineData("a value alone", "SELECT VALUE COUNT(1) FROM c GROUP BY c.customer", "[2,2,1]")]
    [InlineData("a key alone", "SELECT VALUE c.customer FROM c GROUP BY c.customer", """["ada","bob","cyd"]""")]
    [InlineData("the result of a function", "SELECT LOWER(c.status) AS status, COUNT(1) AS n FROM c GROUP BY LOWER(c.status)",
        """[{"status":"paid","n":2},{"status":"open","n":1},{"status":"paid late","n":1},{"status":"failed","n":1}]""")]
    [InlineData("something made from the key", "SELECT c.customer || '!' AS who, 1 AS one FROM c GROUP BY c.customer",
        """[{"who":"ada!","one":1},{"who":"bob!","one":1},{"who":"cyd!","one":1}]""")]
    [InlineData("the items of a join", "SELECT l.sku, SUM(l.n) AS n FROM c JOIN l IN c.lines GROUP BY l.sku",
        """[{"sku":"tea","n":6},{"sku":"mug","n":2}]""")]
    [InlineData("objects and arrays", "SELECT c.tags, COUNT(1) AS n FROM c WHERE IS_DEFINED(c.tags) GROUP BY c.tags",
        """[{"tags":["a","b"],"n":1},{"tags":[],"n":1},{"tags":["b"],"n":1}]""")]
    [InlineData("what fits a condition is counted", "SELECT c.customer, COUNTIF(c.total > 9) AS n FROM c GROUP BY c.customer",
        """[{"customer":"ada","n":2},{"customer":"bob","n":1},{"customer":"cyd","n":0}]""")]
    [InlineData("nothing is there", "SELECT c.customer, COUNT(1) AS n FROM c WHERE c.id = 'x' GROUP BY c.customer", "[]")]
    public async Task The_result_is_right_when(string sentence, string query, string expected)
    {
        var result = await documents.Run(query);
        Assert.True(Sorted(expected).SequenceEqual(Sorted(result)), $"{sentence}: {result}");
        Assert.Equal(Sorted(result), Sorted(await documents.Run(query, pageSize: 1)));
    }

    [Theory]
    [InlineData("SELECT TOP 2 c.customer FROM c GROUP BY c.customer", 2)]
    [InlineData("SELECT c.customer FROM c GROUP BY c.customer OFFSET 1 LIMIT 1", 1)]
    [InlineData("SELECT c.customer FROM c GROUP BY c.customer OFFSET 2 LIMIT 5", 1)]
    public async Task The_number_of_groups_can_be_limited(string query, int groups)
    {
        var found = JsonNode.Parse(await documents.Run(query))!.AsArray();
        Assert.Equal(groups, found.Select(group => (string?)group!["customer"]).Distinct().Count());
        Assert.Equal(groups, found.Count);
    }

    [Fact]
    public async Task A_partition_is_grouped_by_itself() =>
        Assert.Equal(["""{"n":1,"status":"open"}""", """{"n":1,"status":"paid"}"""],
            Sorted(await documents.Run("SELECT c.status, COUNT(1) AS n FROM c GROUP BY c.status", customer: "ada")));

    [Fact]
    public async Task LINQ_of_the_SDK_is_understood()
    {
        using var pages = documents.Account.Orders.GetItemLinqQueryable<Order>()
            .GroupBy(order => order.Customer, (customer, orders) => new { customer, n = orders.Count() }).ToFeedIterator();
        var found = await pages.ReadNextAsync();
        Assert.Equal([("ada", 2), ("bob", 2), ("cyd", 1)], found.Select(each => (each.customer, each.n)).Order());
    }

    [Theory]
    [InlineData("SELECT * FROM c GROUP BY c.customer")]
    [InlineData("SELECT c.total FROM c GROUP BY c.customer")]
    [InlineData("SELECT c.total, COUNT(1) FROM c")]
    [InlineData("SELECT COUNT(1) + 1 AS n FROM c")]
    [InlineData("SELECT VALUE {customer: c.customer, n: COUNT(1)} FROM c GROUP BY c.customer")]
    [InlineData("SELECT COUNT(1) AS n FROM c GROUP BY 1")]
    [InlineData("SELECT COUNT(1) AS n FROM c GROUP BY COUNT(c.customer)")]
    [InlineData("SELECT COUNT(1) AS n FROM c GROUP BY (SELECT VALUE c.customer)")]
    [InlineData("SELECT c.customer FROM c GROUP BY c.customer AS who")]
    public async Task What_has_no_one_value_for_a_group_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Assert.ThrowsAsync<CosmosException>(() => documents.Run(query))).StatusCode);

    [Fact]
    public async Task Groups_in_order_are_not_implemented()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(() => documents.Run("SELECT c.customer FROM c GROUP BY c.customer ORDER BY c.customer"));
        Assert.Equal(HttpStatusCode.NotImplemented, failure.StatusCode);
        Assert.Contains("ORDER BY together with GROUP BY", failure.Message);
    }

    /// <summary>The results as texts, in an order of their own: groups have none, and the SDK's own planner gives them in another.</summary>
    private static IEnumerable<string> Sorted(string results) => JsonNode.Parse(results)!.AsArray().Select(Canonical).Order(StringComparer.Ordinal);

    private static string Canonical(JsonNode? result) => result is JsonObject properties
        ? new JsonObject(properties.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone()))).ToJsonString()
        : result?.ToJsonString() ?? "null";
}
