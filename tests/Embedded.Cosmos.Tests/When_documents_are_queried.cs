using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_documents_are_queried(QueriedAccount documents) : IClassFixture<QueriedAccount>
{
    [Theory]
    [InlineData("a property is chosen", "SELECT c.id FROM c WHERE c.total = 25.5", """[{"id":"2"}]""")]
    [InlineData("a name is given", "SELECT c.total AS amount, c.at.city FROM c WHERE c.id = '1'", """[{"amount":10,"city":"Köln"}]""")]
    [InlineData("a value stands alone", "SELECT VALUE c.id FROM c WHERE c.customer = 'bob'", """["3","4"]""")]
    [InlineData("the container may have any name", "SELECT VALUE orders.id FROM orders WHERE orders.customer = 'cyd'", """["5"]""")]
    [InlineData("the container may have an alias", "SELECT VALUE o.id FROM orders AS o WHERE o['customer'] = \"cyd\"", """["5"]""")]
    [InlineData("keywords in any case", "select value c.id from c where not (c.customer in ('ada', 'bob'))", """["5"]""")]
    [InlineData("a missing property is left out", "SELECT c.id, c.flag FROM c WHERE c.customer = 'bob'", """[{"id":"3"},{"id":"4","flag":true}]""")]
    [InlineData("a missing value is left out", "SELECT VALUE c.flag FROM c", "[true,false]")]
    [InlineData("objects are made", "SELECT VALUE {key: c.id, 'sum': c.total + 1, tags: [c.status, 1]} FROM c WHERE c.id = '1'", """[{"key":"1","sum":11,"tags":["paid",1]}]""")]
    [InlineData("an item of an array", "SELECT VALUE c.lines[1].sku FROM c", """["mug"]""")]
    [InlineData("missing is neither equal nor unequal", "SELECT VALUE c.id FROM c WHERE c.flag = true OR c.flag != true", """["4","5"]""")]
    [InlineData("null is not missing", "SELECT VALUE c.id FROM c WHERE c.note = null", """["3"]""")]
    [InlineData("other kinds are unequal", "SELECT VALUE c.id FROM c WHERE c.total != 10", """["2","3","5"]""")]
    [InlineData("other kinds are neither greater nor less", "SELECT VALUE c.id FROM c WHERE c.total > 0 OR c.total <= 0", """["1","2","3","4"]""")]
    [InlineData("false and missing is false", "SELECT VALUE c.id FROM c WHERE NOT (c.none = 1 AND c.id = '0')", """["1","2","3","4","5"]""")]
    [InlineData("between includes its ends", "SELECT VALUE c.id FROM c WHERE c.total BETWEEN -3 AND 10", """["1","3","4"]""")]
    [InlineData("not between", "SELECT VALUE c.id FROM c WHERE c.total NOT BETWEEN -3 AND 10", """["2"]""")]
    [InlineData("like", "SELECT VALUE c.id FROM c WHERE c.status LIKE 'p%d' OR c.status LIKE '_ailed'", """["1","3","5"]""")]
    [InlineData("not like, with an escape", "SELECT VALUE c.id FROM c WHERE c.status NOT LIKE '%!d' ESCAPE '!'", """["2","4"]""")]
    [InlineData("arithmetic keeps its order", "SELECT VALUE 2 + 3 * 4 - 10 / 5 % 3", "[12]")]
    [InlineData("texts are joined", "SELECT VALUE c.id || '-' || c.status FROM c WHERE c.id = '1'", """["1-paid"]""")]
    [InlineData("a choice", "SELECT VALUE c.total > 9 ? 'much' : 'little' FROM c WHERE c.customer = 'bob'", """["little","much"]""")]
    [InlineData("something else for what is missing", "SELECT VALUE c.flag ?? 'none' FROM c WHERE c.customer = 'bob'", """["none",true]""")]
    [InlineData("a join takes each item", "SELECT c.id, l.sku FROM c JOIN l IN c.lines WHERE l.n > 1", """[{"id":"1","sku":"mug"},{"id":"2","sku":"tea"}]""")]
    [InlineData("two joins multiply", "SELECT VALUE t || l.sku FROM c JOIN t IN c.tags JOIN l IN c.lines", """["atea","amug","btea","bmug"]""")]
    [InlineData("from the items themselves", "SELECT VALUE l.sku FROM l IN c.lines", """["tea","mug","tea"]""")]
    [InlineData("a join of a subquery", "SELECT VALUE x FROM c JOIN (SELECT VALUE l.n * 2 FROM l IN c.lines WHERE l.n > 1) AS x", "[4,10]")]
    [InlineData("exists", "SELECT VALUE c.id FROM c WHERE EXISTS(SELECT VALUE l FROM l IN c.lines WHERE l.sku = 'mug')", """["1"]""")]
    [InlineData("an array of a subquery", "SELECT VALUE ARRAY(SELECT VALUE l.n FROM l IN c.lines) FROM c WHERE c.customer = 'ada'", "[[1,2],[5]]")]
    [InlineData("a single value of a subquery", "SELECT VALUE (SELECT VALUE COUNT(1) FROM l IN c.lines) FROM c WHERE c.customer = 'ada'", "[2,1]")]
    [InlineData("is defined", "SELECT VALUE c.id FROM c WHERE IS_DEFINED(c.note)", """["3"]""")]
    [InlineData("kinds are told apart", "SELECT VALUE [IS_NULL(c.note), IS_NUMBER(c.total), IS_STRING(c.total), IS_ARRAY(c.tags), IS_OBJECT(c.at), IS_BOOL(c.flag)] FROM c WHERE c.id = '3'", "[[true,true,false,true,false,false]]")]
    [InlineData("texts are searched", "SELECT VALUE [CONTAINS(c.status, 'AI', true), CONTAINS(c.status, 'AI'), STARTSWITH(c.status, 'pa'), ENDSWITH(c.status, 'id'), INDEX_OF(c.status, 'i')] FROM c WHERE c.id = '1'", "[[true,false,true,true,2]]")]
    [InlineData("texts are changed", "SELECT VALUE [UPPER(c.status), LOWER('ÄB'), SUBSTRING(c.status, 1, 2), LENGTH(c.status), CONCAT(c.id, '/', c.status), REPLACE(c.status, 'ai', 'o'), TRIM(' x ')] FROM c WHERE c.id = '1'", """[["PAID","äb","ai",4,"1/paid","pod","x"]]""")]
    [InlineData("numbers are changed", "SELECT VALUE [ABS(c.total), ROUND(2.5), FLOOR(-1.5), CEILING(1.2), POWER(2, 10), SQRT(9)] FROM c WHERE c.id = '3'", "[[3,3,-2,2,1024,3]]")]
    [InlineData("arrays are searched", "SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(c.tags, 'b') AND ARRAY_LENGTH(c.tags) > 1", """["1"]""")]
    [InlineData("arrays are searched for a part", "SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(c.lines, {sku: 'tea'}, true)", """["1","2"]""")]
    [InlineData("a function of the wrong kind is nothing", "SELECT VALUE LOWER(c.total) FROM c", """["many"]""")]
    [InlineData("aggregates", "SELECT VALUE COUNT(1) FROM c", "[5]")]
    [InlineData("aggregates of what is there", "SELECT COUNT(c.flag) AS n, MIN(c.status) AS least, MAX(c.id) AS most FROM c", """[{"n":2,"least":"Paid late","most":"5"}]""")]
    [InlineData("sum and average", "SELECT SUM(c.total) AS sum, AVG(c.total) AS avg FROM c WHERE c.customer = 'bob'", """[{"sum":7,"avg":3.5}]""")]
    [InlineData("the sum of nothing", "SELECT VALUE SUM(c.none) FROM c", "[0]")]
    [InlineData("the average of nothing", "SELECT VALUE AVG(c.none) FROM c", "[]")]
    [InlineData("in order", "SELECT VALUE c.id FROM c WHERE c.total >= -3 ORDER BY c.total", """["3","1","4","2"]""")]
    [InlineData("in reverse", "SELECT VALUE c.id FROM c ORDER BY c.id DESC", """["5","4","3","2","1"]""")]
    [InlineData("kinds have an order", "SELECT VALUE c.total FROM c ORDER BY c.total DESC", """["many",25.5,10,10,-3]""")]
    [InlineData("top", "SELECT TOP 2 VALUE c.id FROM c ORDER BY c.id DESC", """["5","4"]""")]
    [InlineData("top without order", "SELECT TOP 2 c.customer FROM c", """[{"customer":"ada"},{"customer":"ada"}]""")]
    [InlineData("offset and limit", "SELECT VALUE c.id FROM c ORDER BY c.id OFFSET 1 LIMIT 3", """["2","3","4"]""")]
    [InlineData("distinct", "SELECT DISTINCT VALUE c.customer FROM c", """["ada","bob","cyd"]""")]
    [InlineData("distinct in order", "SELECT DISTINCT VALUE c.customer FROM c ORDER BY c.customer DESC", """["cyd","bob","ada"]""")]
    [InlineData("from the results of a query", "SELECT VALUE x.id FROM (SELECT c.id, c.total FROM c WHERE c.customer = 'ada') AS x WHERE x.total > 10", """["2"]""")]
    [InlineData("from values", "SELECT VALUE UPPER(who) FROM (SELECT DISTINCT VALUE c.customer FROM c) who", """["ADA","BOB","CYD"]""")]
    [InlineData("what differs is counted", "SELECT VALUE COUNT(1) FROM (SELECT DISTINCT VALUE c.customer FROM c)", "[3]")]
    [InlineData("from a query of a query", "SELECT VALUE y FROM (SELECT VALUE x.n FROM (SELECT l.n FROM c JOIN l IN c.lines) AS x) AS y WHERE y > 1", "[2,5]")]
    [InlineData("from groups", "SELECT VALUE g.customer FROM (SELECT c.customer, COUNT(1) AS n FROM c GROUP BY c.customer) AS g WHERE g.n = 1", """["cyd"]""")]
    [InlineData("comments are skipped", "SELECT VALUE c.id -- the id\nFROM c WHERE c.id = '1'", """["1"]""")]
    [InlineData("nothing is found", "SELECT * FROM c WHERE c.id = 'x'", "[]")]
    public async Task The_result_is_right_when(string sentence, string query, string expected)
    {
        var result = await documents.Run(query);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(result)), $"{sentence}: {result}");
        if (!query.Contains("COUNT(1) FROM c") && !query.Contains("TOP 2 c."))
        {
            Assert.Equal(result, await documents.Run(query, pageSize: 1));
        }
    }

    [Fact]
    public async Task Several_orders_apply_one_after_the_other()
    {
        await using var account = await TestAccount.Start(container => container.IndexingPolicy.CompositeIndexes.Add(
        [
            new() { Path = "/status", Order = CompositePathSortOrder.Ascending }, new() { Path = "/total", Order = CompositePathSortOrder.Descending },
        ]));
        foreach (var (id, status, total) in new[] { ("1", "b", 1), ("2", "a", 1), ("3", "a", 2) })
        {
            await account.Orders.CreateItemAsync(new Order(id, "ada", total, status), new PartitionKey("ada"));
        }
        var page = await account.Orders.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c ORDER BY c.status, c.total DESC").ReadNextAsync();
        Assert.Equal(["3", "2", "1"], page);
    }

    [Fact]
    public async Task A_partition_key_restricts_the_query() =>
        Assert.Equal("""["1","2"]""", await documents.Run("SELECT VALUE c.id FROM c", customer: "ada"));

    [Fact]
    public async Task Parameters_are_values_and_never_text_of_the_query()
    {
        Assert.Equal("[]", await documents.Run("SELECT VALUE c.id FROM c WHERE c.id = @id", parameters: ("@id", "1' OR '1' = '1")));
        Assert.Equal("""["1","3"]""", await documents.Run("SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(@ids, c.id)", parameters: ("@ids", new[] { "1", "3" })));
        Assert.Equal("""["2"]""", await documents.Run("SELECT VALUE c.id FROM c ORDER BY c.id OFFSET @skip LIMIT @take", parameters: [("@skip", 1), ("@take", 1)]));
    }

    [Fact]
    public async Task A_continuation_goes_on_where_the_page_ended()
    {
        using var first = documents.Account.Orders.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c", requestOptions: new() { MaxItemCount = 2 });
        var page = await first.ReadNextAsync();
        Assert.Equal(["1", "2"], page);
        using var second = documents.Account.Orders.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c", page.ContinuationToken, new() { MaxItemCount = 2 });
        Assert.Equal(["3", "4"], await second.ReadNextAsync());
    }

    [Fact]
    public async Task The_last_page_says_that_it_is_the_last()
    {
        using var pages = documents.Account.Orders.GetItemQueryIterator<string>(
            "SELECT VALUE c.id FROM c", requestOptions: new() { MaxItemCount = 2, PartitionKey = new PartitionKey("ada") });
        await pages.ReadNextAsync();
        Assert.False(pages.HasMoreResults);
    }

    [Fact]
    public async Task Documents_are_listed_without_a_query()
    {
        using var pages = documents.Account.Orders.GetItemQueryStreamIterator();
        using var page = await pages.ReadNextAsync();
        Assert.Equal(5, (await System.Text.Json.JsonDocument.ParseAsync(page.Content)).RootElement.GetProperty("_count").GetInt32());
    }

    [Fact]
    public async Task LINQ_of_the_SDK_is_understood()
    {
        var query = documents.Account.Orders.GetItemLinqQueryable<Order>();
        using var pages = Microsoft.Azure.Cosmos.Linq.CosmosLinqExtensions.ToFeedIterator(
            query.Where(order => order.Customer == "ada" && order.Status!.StartsWith("pa")).Select(order => order.Id));
        Assert.Equal(["1"], await pages.ReadNextAsync());
    }
}
