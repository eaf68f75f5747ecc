using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_a_request_asks_for_too_much
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task A_wrong_key_opens_nothing()
    {
        await using var account = await TestAccount.Start();
        using var stranger = account.Connect(Convert.ToBase64String("another key"u8));
        var failure = await Assert.ThrowsAsync<CosmosException>(() => stranger.GetContainer("shop", "orders").ReadItemAsync<Order>("1", Ada));
        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused()
    {
        await using var account = await TestAccount.Start();
        using var http = new HttpClient(new Wire.WireMessageHandler(account.Endpoint));
        using var answer = await http.GetAsync(new Uri("http://cosmos.embedded/dbs/shop/colls/orders/docs/1"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void A_key_that_is_not_base64_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => new Http.Signature("not base64!"));
    }

    [Fact]
    public async Task Stored_procedures_are_not_implemented()
    {
        await using var account = await TestAccount.Start();
        await NotImplemented("sprocs", () => account.Orders.Scripts.CreateStoredProcedureAsync(new("p", "function () {}")));
    }

    [Fact]
    public async Task Throughput_is_not_implemented()
    {
        await using var account = await TestAccount.Start();
        await NotImplemented("throughput", () => account.Orders.ReadThroughputAsync());
    }

    [Theory]
    [InlineData("SELECT VALUE MAKELIST(c.total) FROM c", HttpStatusCode.NotImplemented, "MAKELIST")]
    [InlineData("SELECT VALUE COUNT(1) FROM (SELECT c.total FROM c GROUP BY c.total) AS g", HttpStatusCode.NotImplemented, "subquery with GROUP BY")]
    [InlineData("SELECT VALUE udf.tax(c.total) FROM c", HttpStatusCode.NotImplemented, "User-defined functions")]
    [InlineData("SELECT VALUE ST_DISTANCE(c.a, c.b) FROM c", HttpStatusCode.NotImplemented, "ST_DISTANCE")]
    [InlineData("SELECT * FROM", HttpStatusCode.BadRequest, "expected a name")]
    [InlineData("SELECT * FROM c WHERE c.total = ", HttpStatusCode.BadRequest, "expected a value")]
    [InlineData("SELECT * FROM c WHERE d.total = 1", HttpStatusCode.BadRequest, "'d'")]
    [InlineData("SELECT * FROM c WHERE c.total = @none", HttpStatusCode.BadRequest, "@none")]
    [InlineData("SELECT * FROM c WHERE c.name = 'open", HttpStatusCode.BadRequest, "does not end")]
    [InlineData("SELECT VALUE ABS(1, 2)", HttpStatusCode.BadRequest, "ABS takes")]
    [InlineData("SELECT TOP -1 * FROM c", HttpStatusCode.BadRequest, "expected a value")]
    public async Task A_query_that_cannot_be_answered_is_told_why(string query, HttpStatusCode status, string reason)
    {
        await using var account = await TestAccount.Start();
        var pages = account.Orders.GetItemQueryIterator<object>(query, requestOptions: new() { PartitionKey = Ada });
        var failure = await Assert.ThrowsAsync<CosmosException>(() => pages.ReadNextAsync());
        Assert.Equal(status, failure.StatusCode);
        Assert.Contains(reason, failure.Message);
    }

    private static async Task NotImplemented(string what, Func<Task> request)
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(request);
        Assert.Equal(HttpStatusCode.NotImplemented, failure.StatusCode);
        Assert.Contains(what, failure.Message);
    }
}
