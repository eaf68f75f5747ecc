using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Contract;

/// <summary>One operation of an OpenAPI document.</summary>
internal sealed class ApiOperation
{
    private readonly ApiDocument _document;
    private readonly Regex _path;

    public ApiOperation(ApiDocument document, string method, string path, JsonObject item, JsonObject node)
    {
        _document = document;
        _path = new Regex("^" + Regex.Replace(Regex.Escape(path), @"\\\{[^}]+}", "[^/]+") + "/?$", RegexOptions.IgnoreCase);
        (Method, Path, Node) = (method, path, node);
        Parameters =
        [
            .. (item["parameters"]?.AsArray() ?? []).Concat(node["parameters"]?.AsArray() ?? [])
                .Select(parameter => new ApiParameter(document.Resolve(parameter!))),
        ];
    }

    public string Name => (string)Node["operationId"]!;

    public string Method { get; }

    public string Path { get; }

    public JsonObject Node { get; }

    public IReadOnlyList<ApiParameter> Parameters { get; }

    private JsonArray Security => (Node["security"] ?? _document.Root["security"])!.AsArray();

    /// <summary>Anybody may call it.</summary>
    public bool IsPublic => Security.Count == 0;

    public bool IsForOperators => Security.Any(each => each!["bearer"] is JsonArray { Count: > 0 });

    /// <summary>The body by its content types; none for an operation without one.</summary>
    public IReadOnlyDictionary<string, JsonObject> Bodies =>
        Node["requestBody"]?["content"]?.AsObject().ToDictionary(each => each.Key, each => each.Value!.AsObject()) ?? [];

    /// <summary>The answers that are documented, by status.</summary>
    public IReadOnlyDictionary<int, JsonObject> Responses =>
        Node["responses"]!.AsObject().ToDictionary(each => int.Parse(each.Key), each => _document.Resolve(each.Value!));

    /// <summary>The problem codes that are documented for a status.</summary>
    public IEnumerable<string> Codes(int status) =>
        from part in Responses.GetValueOrDefault(status)?["content"]?["application/problem+json"]?["schema"]?["allOf"]?.AsArray() ?? []
        from code in part!["properties"]?["code"]?["enum"]?.AsArray() ?? []
        select (string)code!;

    public bool Fits(string path) => _path.IsMatch(path);

    public override string ToString() => Name;
}

/// <summary>A parameter of an operation.</summary>
internal sealed record ApiParameter(JsonObject Node)
{
    public string Name => (string)Node["name"]!;

    /// <summary>path, query or header.</summary>
    public string In => (string)Node["in"]!;

    public bool IsRequired => (bool?)Node["required"] ?? false;

    public JsonObject Schema => Node["schema"]!.AsObject();

    public string? Example => Node["example"]?.ToString();
}
