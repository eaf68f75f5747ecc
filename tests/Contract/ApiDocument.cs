using System.Text.Json.Nodes;

namespace Serverless.Contract;

/// <summary>An OpenAPI document, as a client reads it.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] NoMethods = ["parameters", "summary", "description", "servers"];

    public ApiDocument(string json)
    {
        Root = JsonNode.Parse(json)!.AsObject();
        Operations =
        [
            .. from path in Root["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               where !NoMethods.Contains(operation.Key)
               select new ApiOperation(this, operation.Key.ToUpperInvariant(), path.Key, path.Value!.AsObject(), operation.Value!.AsObject()),
        ];
    }

    public JsonObject Root { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>What stands before every path.</summary>
    public string BasePath => (string)Root["servers"]![0]!["url"]!;

    public ApiOperation this[string name] => Operations.Single(operation => operation.Name == name);

    /// <summary>
    /// The operation that answers this request, or null. HEAD is answered as GET. Two paths may fit: the one with fewer parameters is meant.
    /// </summary>
    /// <param name="method">In upper case.</param>
    /// <param name="path">With the base path, without the query.</param>
    public ApiOperation? Find(string method, string path) => path.StartsWith(BasePath + "/", StringComparison.OrdinalIgnoreCase)
        ? Operations
            .Where(each => each.Method == (method == "HEAD" ? "GET" : method) && each.Fits(path[BasePath.Length..]))
            .MinBy(each => each.Path.Count(letter => letter == '{'))
        : null;

    /// <summary>What a <c>$ref</c> points at, with what stands beside it; or the node itself.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var of = node.AsObject();
        if ((string?)of["$ref"] is not { } reference)
        {
            return of;
        }
        var resolved = Resolve(Lookup(reference)).DeepClone().AsObject();
        foreach (var (name, value) in of.Where(each => each.Key != "$ref"))
        {
            resolved[name] = value?.DeepClone();
        }
        return resolved;
    }

    /// <summary>What a reference within the document points at.</summary>
    public JsonNode Lookup(string reference) => reference.StartsWith("#/", StringComparison.Ordinal)
        ? reference[2..].Split('/').Select(name => name.Replace("~1", "/").Replace("~0", "~")).Aggregate((JsonNode)Root, (at, name) =>
            at[name] ?? throw new InvalidOperationException($"There is no {reference}."))
        : throw new InvalidOperationException($"{reference} does not point into the document.");
}
