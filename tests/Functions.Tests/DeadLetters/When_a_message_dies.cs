using Azure.Messaging.ServiceBus;

namespace Serverless.Functions.Tests.DeadLetters;

public class When_a_message_dies(Shop shop)
{
    [Fact]
    public async Task Operators_see_what_it_said_why_it_died_and_the_trace_that_it_belongs_to()
    {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        await shop.Send("payment-commands", new ServiceBusMessage("""{"schema":1,"orderId":"o-1"}""")
        {
            MessageId = "dies-1/try/3",
            Subject = "ChargePayment",
            CorrelationId = "o-1",
            ApplicationProperties = { ["Diagnostic-Id"] = $"00-{trace}-b7ad6b7169203331-01" },
        });
        await shop.Quiet();
        var listed = Assert.Single((await shop.DeadLetters("orderId=o-1")).AsArray())!;
        Assert.Null(listed["history"]);
        var read = await (await shop.Operator("anna")).Get(listed.PathOf());
        Assert.Equal(200, read.Status);
        Assert.Equal("\"1\"", read.Header("ETag"));
        var letter = read.Body;
        Assert.Equal(("payment-commands", "open", "dies-1", "ChargePayment"),
            ((string)letter["source"]!, (string)letter["state"]!, (string)letter["messageId"]!, (string)letter["subject"]!));
        Assert.Equal(("malformed", trace, "o-1"), ((string)letter["reason"]!, (string)letter["traceId"]!, (string)letter["body"]!["orderId"]!));
        var died = Assert.Single(letter["history"]!.AsArray())!;
        Assert.Equal(("died", "dies-1/try/3", 3, 2), ((string)died["type"]!, (string)died["messageId"]!, (int)died["tries"]!, (int)died["deliveries"]!));
        Assert.Equal(304, (await (await shop.Operator("anna")).Get(listed.PathOf(), ifNoneMatch: "\"1\"")).Status);
    }

    [Theory]
    [InlineData("payment-commands", "payment-commands")]
    [InlineData("payment-events", "payment-events.orders")]
    [InlineData("provider-events", "provider-events")]
    public async Task It_is_kept_under_the_name_of_where_it_died(string entity, string source)
    {
        var order = $"o-2-{entity}";
        Assert.Equal(source, (string)(await shop.Kill("anywhere-1", order, entity))["source"]!);
        Assert.Single((await shop.DeadLetters($"source={source}&orderId={order}")).AsArray());
        Assert.Empty((await shop.DeadLetters($"source=outbox&orderId={order}")).AsArray());
    }

    [Fact]
    public async Task The_list_is_newest_first_filters_and_pages()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await shop.Kill($"page-{number}", "o-3");
        }
        var anna = await shop.Operator("anna");
        var first = await anna.Get("api/dead-letters?orderId=o-3&state=open&reason=malformed&pageSize=2");
        Assert.Equal(["page-3", "page-2"], first.Body["items"]!.AsArray().Select(letter => (string)letter!["messageId"]!));
        var second = await anna.Get(first.Header("Link") is { } link ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : "no link");
        Assert.Equal("page-1", (string)Assert.Single(second.Body["items"]!.AsArray())!["messageId"]!);
        Assert.Null(second.Header("Link"));
    }

    [Theory]
    [InlineData("state=lost", "state: unknown_state")]
    [InlineData("source=nowhere", "source: unknown_source")]
    [InlineData("from=yesterday&to=tomorrow", "from: invalid_time to: invalid_time")]
    [InlineData("pageSize=0", "pageSize: out_of_range")]
    [InlineData("cursor=nonsense", "cursor: invalid_cursor")]
    public async Task A_filter_that_is_wrong_is_refused_with_the_place(string query, string expected)
    {
        var answer = await (await shop.Operator("anna")).Get($"api/dead-letters?{query}");
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Problem));
        Assert.Equal(expected, string.Join(' ', answer.Errors));
    }
}
