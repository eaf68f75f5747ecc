using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

/// <summary>An account with a few documents that the tests of queries share.</summary>
public sealed class QueriedAccount : IAsyncLifetime
{
    private static readonly string[] Documents =
    [
        """{"id":"1","customer":"ada","total":10,"status":"paid","tags":["a","b"],"lines":[{"sku":"tea","n":1},{"sku":"mug","n":2}],"at":{"city":"Köln"}}""",
        """{"id":"2","customer":"ada","total":25.5,"status":"open","tags":[],"lines":[{"sku":"tea","n":5}]}""",
        """{"id":"3","customer":"bob","total":-3,"status":"paid","tags":["b"],"lines":[],"note":null}""",
        """{"id":"4","customer":"bob","total":10,"status":"Paid late","flag":true}""",
        """{"id":"5","customer":"cyd","total":"many","status":"failed","flag":false}""",
    ];

    private TestAccount? _account;

    internal TestAccount Account => _account!;

    public async ValueTask InitializeAsync()
    {
        _account = await TestAccount.Start();
        foreach (var document in Documents)
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(document));
            using var created = await _account.Orders.CreateItemStreamAsync(body, new PartitionKey((string)JsonNode.Parse(document)!["customer"]!));
            created.EnsureSuccessStatusCode();
        }
    }

    public ValueTask DisposeAsync() => Account.DisposeAsync();

    /// <summary>All results, page by page, as a JSON array.</summary>
    internal async Task<string> Run(string text, string? customer = null, int? pageSize = null, params (string Name, object Value)[] parameters)
    {
        var query = parameters.Aggregate(new QueryDefinition(text), (built, each) => built.WithParameter(each.Name, each.Value));
        using var pages = Account.Orders.GetItemQueryIterator<JsonElement>(query, requestOptions: new()
        {
            PartitionKey = customer is null ? null : new PartitionKey(customer),
            MaxItemCount = pageSize,
        });
        var results = new JsonArray();
        while (pages.HasMoreResults)
        {
            var page = await pages.ReadNextAsync();
            Assert.True(pageSize is null || page.Count <= pageSize, $"a page has {page.Count} results");
            foreach (var result in page)
            {
                results.Add(JsonNode.Parse(result.GetRawText()));
            }
        }
        return results.ToJsonString();
    }
}
