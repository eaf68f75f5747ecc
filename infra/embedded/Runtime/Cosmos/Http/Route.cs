using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>Which resource a path names.</summary>
/// <param name="Kind">What stands at the end of the path.</param>
/// <param name="Type">The resource's type as it is signed.</param>
/// <param name="SignedLink">The resource's link as it is signed by name.</param>
/// <param name="DatabaseName">Name or resource id; null above the databases.</param>
/// <param name="Database">Null when there is none of that name.</param>
/// <param name="ContainerName">Name or resource id; null above the containers.</param>
/// <param name="Container">Null when there is none of that name.</param>
/// <param name="DocumentId">Null above the documents.</param>
/// <param name="SignedRid">The resource as it is signed by resource id; null when the path names it by name.</param>
internal sealed record Route(
    RouteKind Kind,
    string Type,
    string SignedLink,
    string? DatabaseName = null,
    CosmosDatabase? Database = null,
    string? ContainerName = null,
    Container? Container = null,
    string? DocumentId = null,
    string? SignedRid = null)
{
    private const string Documents = "/docs";

    /// <exception cref="Refusal">404: the path is none of Cosmos DB's; 501: the endpoint lacks what it names.</exception>
    public static Route Of(string path, Account account)
    {
        var unescaped = path.Contains('%') ? Uri.UnescapeDataString(path) : path;
        return OfDocuments(unescaped, account) ?? OfOther(unescaped.Trim('/').Split('/'), account);
    }

    /// <summary>The path of nearly every request: a container's documents, by names, found without taking the path apart.</summary>
    private static Route? OfDocuments(string path, Account account)
    {
        var at = path.LastIndexOf(Documents, StringComparison.Ordinal);
        if (at < 0 || account.FindByPath(path.AsSpan(0, at)) is not { } container)
        {
            return null;
        }
        var end = path[^1] == '/' ? path.Length - 1 : path.Length;
        var id = at + Documents.Length;
        return id == end ? new(RouteKind.Documents, "docs", path[1..at], container.Database.Name, container.Database, container.Name, container)
            : path[id] == '/' ? new(RouteKind.Document, "docs", path[1..end], container.Database.Name, container.Database, container.Name, container, path[(id + 1)..end])
            : null;
    }

    private static Route OfOther(string[] path, Account account)
    {
        var link = string.Join('/', path);
        switch (path)
        {
            case [""]:
                return new(RouteKind.Account, "", "");
            case ["dbs"]:
                return new(RouteKind.Databases, "dbs", "");
            case ["dbs", ..]:
                break;
            case ["offers" or "media" or "addresses", ..]:
                throw Refusal.NotImplemented($"The embedded endpoint has no {path[0]}: throughput cannot be read or changed.");
            default:
                throw Refusal.NotFound($"There is nothing at /{link}.");
        }
        var database = account.Find(path[1]);
        var rid = database?.Rid == path[1] ? path[1].ToLowerInvariant() : null;
        var container = path.Length > 3 && path[2] == "colls" && database is not null ? account.Find(database, path[3]) : null;
        var containerRid = container?.Rid == path.ElementAtOrDefault(3) ? container?.Rid.ToLowerInvariant() : null;
        return path switch
        {
            [_, _] => new(RouteKind.Database, "dbs", link, path[1], database, SignedRid: rid),
            [_, _, "colls"] => new(RouteKind.Containers, "colls", $"dbs/{path[1]}", path[1], database, SignedRid: rid),
            [_, _, "colls", var name] => new(RouteKind.Container, "colls", link, path[1], database, name, container, SignedRid: containerRid),
            [_, _, "colls", var name, "pkranges"] =>
                new(RouteKind.PartitionKeyRanges, "pkranges", $"dbs/{path[1]}/colls/{name}", path[1], database, name, container, SignedRid: containerRid),
            [_, _, "colls", var name, "docs"] =>
                new(RouteKind.Documents, "docs", $"dbs/{path[1]}/colls/{name}", path[1], database, name, container, SignedRid: containerRid),
            [_, _, "colls", var name, "docs", var id] => new(RouteKind.Document, "docs", link, path[1], database, name, container, id),
            [_, _, "colls", _, var other, ..] => throw Refusal.NotImplemented($"The embedded endpoint has no {other}: stored procedures, triggers, user-defined functions and conflicts are not supported."),
            [_, _, var other, ..] => throw Refusal.NotImplemented($"The embedded endpoint has no {other}: users and permissions are not supported."),
            _ => throw Refusal.NotFound($"There is nothing at /{link}."),
        };
    }
}

/// <summary>The kinds of resource that the endpoint has.</summary>
internal enum RouteKind
{
    Account,
    Databases,
    Database,
    Containers,
    Container,
    PartitionKeyRanges,
    Documents,
    Document,
}
