using System.Text.Json.Nodes;
using Serverless.Functions.Tests.OpenApi;

namespace Serverless.Functions.Tests.Security;

/// <summary>Mass assignment (API3): what the server decides cannot be written by a client.</summary>
public class When_a_body_says_more_than_it_may(Shop shop)
{
    private static readonly string[] Ours =
    [
        "id", "status", "total", "customerId", "price", "unitPrice", "paid", "captured", "refunded", "version", "etag", "attempt", "placedAt", "history",
        "isOperator", "roles", "operator", "schema", "ttl", "_etag", "$type", "__proto__", "paymentId", "intent",
    ];

    public static TheoryData<string, string> Fields => new(
        from operation in Published.Document.Operations
        where operation.Bodies.ContainsKey("application/json") && operation.Name != "ReceiveProviderEvent"
        let schema = Published.Document.Resolve(operation.Bodies["application/json"]["schema"]!)
        from name in Ours
        where schema["properties"]![name] is null
        select (operation.Name, name));

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task It_is_refused_whole(string name, string field)
    {
        var answer = await (await Explorer.Of(shop, new Findings())).Send(name, body: new JsonObject { [field] = "7" }.ToJsonString());
        Assert.Equal((400, "malformed_json"), answer.Refusal);
        Assert.Equal([$"/{field}: malformed"], answer.Errors);
    }

    [Fact]
    public async Task An_order_is_the_callers_and_costs_what_the_catalog_says()
    {
        var alice = await shop.Customer("alice pays");
        foreach (var more in new[] { "\"customerId\":\"bob\"", "\"total\":{\"amount\":1,\"currency\":\"EUR\"}", "\"status\":\"paid\"" })
        {
            Assert.Equal(400, (await alice.Place("cart-1", Customer.Tea.Insert(1, more + ","))).Status);
        }
        var order = await alice.Place("cart-1");
        Assert.Equal("awaitingPayment", order.OrderStatus);
        Assert.NotEqual(1, (int)order.Body["total"]!["amount"]!);
        Assert.Null(order.Body["customerId"]);
    }
}
