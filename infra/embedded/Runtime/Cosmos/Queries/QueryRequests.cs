using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Http;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Answers queries, requests for query plans, and plain listings of documents.</summary>
internal sealed class QueryRequests(Database database, TimeProvider clock)
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    private static readonly Dictionary<string, JsonElement> NoParameters = [];
    private static readonly Query Everything = QueryParser.Parse("SELECT * FROM c", NoParameters);

    /// <summary>
    /// Answers with a plan that asks nothing of the client: there is one range, and the endpoint itself orders, aggregates and
    /// pages. The query is parsed, so that a wrong one is refused here.
    /// </summary>
    public static async Task<WireResponse> Plan(WireRequest request, CancellationToken stop)
    {
        SelectRules.CheckPlannable(Parse(await request.ReadBody(stop)));
        return Answers.Json(200,
            """
            {"partitionedQueryExecutionInfoVersion":2,"queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],"orderByExpressions":[],"groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"","hasSelectValue":false,"dCountInfo":null,"hasNonStreamingOrderBy":false},"queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}
            """u8.ToArray());
    }

    public async Task<WireResponse> Query(WireRequest request, Container container, CancellationToken stop) =>
        Page(request, container, Parse(await request.ReadBody(stop)));

    public WireResponse List(WireRequest request, Container container) => Page(request, container, Everything);

    private WireResponse Page(WireRequest request, Container container, Query query)
    {
        container.Counters.Queried();
        var asked = PartitionRange.Parse(request, container);
        var from = Continuation.Parse(request.Header("x-ms-continuation"));
        var most = int.TryParse(request.Header("x-ms-max-item-count"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wanted) && wanted > 0
            ? Math.Min(wanted, LargestPage) : DefaultPage;
        var committed = container.Feed.Committed;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var page = database.Read(connection => QueryPage.Compute(connection, container, asked, query, from, most, now));
        var answer = Answers.Json(200, Body(container, page))
            .With("x-ms-item-count", page.Count.ToString(CultureInfo.InvariantCulture))
            .With(2 + (page.Read / 10.0), committed);
        return page.Next is { } next ? answer.With("x-ms-continuation", next.ToString()) : answer;
    }

    private static ReadOnlyMemory<byte> Body(Container container, QueryPage page)
    {
        var body = new ArrayBufferWriter<byte>(page.Results.Length + 100);
        body.Write("{\"_rid\":\""u8);
        body.Write(System.Text.Encoding.ASCII.GetBytes(container.Rid));
        body.Write("\",\"Documents\":["u8);
        body.Write(page.Results.Span);
        body.Write("],\"_count\":"u8);
        body.Write(System.Text.Encoding.ASCII.GetBytes(page.Count.ToString(CultureInfo.InvariantCulture)));
        body.Write("}"u8);
        return body.WrittenMemory;
    }

    private static Query Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonDocument.Parse(body).RootElement;
            var parameters = json.TryGetProperty("parameters", out var given) && given.ValueKind == JsonValueKind.Array
                ? given.EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("value")) : NoParameters;
            return QueryParser.Parse(json.GetProperty("query").GetString()!, parameters);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw Refusal.BadRequest($"The query's body cannot be read: {failure.Message}");
        }
    }
}
