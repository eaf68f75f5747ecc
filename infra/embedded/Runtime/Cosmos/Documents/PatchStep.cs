using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>One operation of a patch.</summary>
internal sealed record PatchStep(string Kind, string[] Path, string[]? From, JsonNode? Value)
{
    private static readonly string[] Kinds = ["add", "set", "replace", "remove", "incr", "move"];

    /// <exception cref="Refusal">It cannot be read.</exception>
    public static PatchStep Parse(JsonObject json)
    {
        var kind = (string?)json["op"];
        if (!Kinds.Contains(kind))
        {
            throw Refusal.BadRequest($"'{kind}' is not a patch operation: it must be one of {string.Join(", ", Kinds)}.");
        }
        return new(kind!, Split((string?)json["path"]), kind == "move" ? Split((string?)json["from"]) : null, json["value"]?.DeepClone());
    }

    /// <summary>Changes the document; returns what is wrong when it cannot.</summary>
    public string? Apply(JsonObject root) => Kind switch
    {
        "remove" => Take(root, Path, out _),
        "move" => Take(root, From!, out var moved) ?? Put(root, moved, insert: true, mustExist: false),
        "incr" => Increment(root),
        _ => Put(root, Value?.DeepClone(), insert: Kind == "add", mustExist: Kind == "replace"),
    };

    private string? Increment(JsonObject root)
    {
        if (Find(root, Path) is not { } parent)
        {
            return NoParent(Path);
        }
        var current = Get(parent, Path[^1]);
        return Number(Value) is not { } by ? "incr needs a number."
            : current is null ? Put(root, Value!.DeepClone(), insert: false, mustExist: false)
            : Number(current) is not { } from ? $"The value at {Show(Path)} is not a number."
            : Put(root, Sum(current, from, by), insert: false, mustExist: true);
    }

    // Whole numbers stay exact beyond 2^53.
    private JsonValue Sum(JsonNode current, double from, double by) =>
        current.AsValue().TryGetValue<long>(out var whole) && Value!.AsValue().TryGetValue<long>(out var step)
            ? JsonValue.Create(whole + step) : JsonValue.Create(from + by);

    private string? Put(JsonObject root, JsonNode? value, bool insert, bool mustExist)
    {
        switch (Find(root, Path))
        {
            case JsonObject parent:
                if (mustExist && !parent.ContainsKey(Path[^1]))
                {
                    return $"There is no value at {Show(Path)}.";
                }
                parent[Path[^1]] = value;
                return null;
            case JsonArray parent when Path[^1] == "-" && !mustExist:
                parent.Add(value);
                return null;
            case JsonArray parent when Index(Path[^1]) is { } index && (index < parent.Count || (insert && index == parent.Count)):
                if (insert)
                {
                    parent.Insert(index, value);
                }
                else
                {
                    parent[index] = value;
                }
                return null;
            case JsonArray:
                return $"{Path[^1]} is not an index of the array at {Show(Path[..^1])}.";
            default:
                return NoParent(Path);
        }
    }

    private static string? Take(JsonObject root, string[] path, out JsonNode? taken)
    {
        taken = null;
        switch (Find(root, path))
        {
            case JsonObject parent when parent.TryGetPropertyValue(path[^1], out taken):
                parent.Remove(path[^1]);
                return null;
            case JsonArray parent when Index(path[^1]) is { } index && index < parent.Count:
                taken = parent[index];
                parent.RemoveAt(index);
                return null;
            default:
                return $"There is no value at {Show(path)}.";
        }
    }

    private static JsonNode? Find(JsonObject root, string[] path)
    {
        JsonNode? at = root;
        foreach (var segment in path[..^1])
        {
            at = at is null ? null : Get(at, segment);
        }
        return at;
    }

    private static JsonNode? Get(JsonNode parent, string segment) => parent switch
    {
        JsonObject o => o[segment],
        JsonArray a when Index(segment) is { } index && index < a.Count => a[index],
        _ => null,
    };

    private static int? Index(string segment) => int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<JsonElement>().GetDouble() : null;

    private static string[] Split(string? path) => path is ['/', _, ..]
        ? [.. path[1..].Split('/').Select(segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
        : throw Refusal.BadRequest($"'{path}' is not a path: it must be '/' and a property name.");

    private static string Show(string[] path) => "/" + string.Join('/', path);

    private static string NoParent(string[] path) => $"There is nothing at {Show(path[..^1])} to hold {Show(path)}.";
}
