using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>Answers requests about the account, databases, containers and partition key ranges.</summary>
internal sealed class ResourceRequests(Account account)
{
    private const string RangesETag = "\"1\"";

    public async Task<WireResponse> Answer(WireRequest request, Route route, CancellationToken stop) => (request.Method, route.Kind) switch
    {
        ("GET", RouteKind.Account) => Answers.Json(200, AccountDescription.At(request.BaseAddress)),
        ("GET", RouteKind.Databases) => List("Databases", account.Databases.Select(each => each.Json())),
        ("POST", RouteKind.Databases) when IsQuery(request) => throw Refusal.NotImplemented("Databases cannot be queried, only listed."),
        ("POST", RouteKind.Databases) =>
            Answers.Json(201, (await account.Create((string?)(await Body(request, stop))["id"] ?? "")).Json()),
        ("GET", RouteKind.Database) => Answers.Json(200, Database(route).Json()),
        ("DELETE", RouteKind.Database) => await Delete(Database(route)),
        ("GET", RouteKind.Containers) => List("DocumentCollections", account.ContainersOf(Database(route)).Select(each => each.Json())),
        ("POST", RouteKind.Containers) when IsQuery(request) => throw Refusal.NotImplemented("Containers cannot be queried, only listed."),
        ("POST", RouteKind.Containers) => Answers.Json(201, (await account.Create(Database(route), await Body(request, stop))).Json()),
        ("GET", RouteKind.Container) => Answers.Json(200, Container(route).Json()),
        ("PUT", RouteKind.Container) => await Replace(Container(route), await Body(request, stop)),
        ("DELETE", RouteKind.Container) => await Delete(Container(route)),
        ("GET", RouteKind.PartitionKeyRanges) => Ranges(request, Container(route)),
        _ => throw new Refusal(405, "MethodNotAllowed", $"{request.Method} is not possible at {request.Path}."),
    };

    private static bool IsQuery(WireRequest request) => request.Header("x-ms-documentdb-isquery") is not null;

    public static CosmosDatabase Database(Route route) => route.Database ?? throw Refusal.NotFound($"There is no database '{route.DatabaseName}'.");

    public static Container Container(Route route) => route.Container
        ?? throw (route.Database is null
            ? Refusal.NotFound($"There is no database '{route.DatabaseName}'.")
            : new Refusal(404, "NotFound", $"There is no container '{route.ContainerName}' in database '{route.DatabaseName}'.", subStatus: 1003));

    private static async Task<JsonObject> Body(WireRequest request, CancellationToken stop)
    {
        try
        {
            return JsonNode.Parse((await request.ReadBody(stop)).Span) as JsonObject ?? throw Refusal.BadRequest("The body must be a JSON object.");
        }
        catch (JsonException failure)
        {
            throw Refusal.BadRequest($"The body is not valid JSON: {failure.Message}");
        }
    }

    private static WireResponse List(string name, IEnumerable<string> items)
    {
        var all = items.ToArray();
        return Answers.Json(200, $$"""{"_rid":"","{{name}}":[{{string.Join(',', all)}}],"_count":{{all.Length}}}""");
    }

    private async Task<WireResponse> Replace(Container container, JsonObject definition)
    {
        await account.Replace(container, definition);
        return Answers.Json(200, container.Json());
    }

    private async Task<WireResponse> Delete(CosmosDatabase database)
    {
        await account.Delete(database);
        return new WireResponse(204);
    }

    private async Task<WireResponse> Delete(Container container)
    {
        await account.Delete(container);
        return new WireResponse(204);
    }

    private static WireResponse Ranges(WireRequest request, Container container) =>
        (request.Header("if-none-match") == RangesETag ? new WireResponse(304) : Answers.Json(200, container.PartitionKeyRanges()))
            .With("etag", RangesETag).With("x-ms-item-count", request.Header("if-none-match") == RangesETag ? "0" : "1");
}
