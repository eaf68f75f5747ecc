using System.Text.Json.Nodes;

namespace Serverless.Contract;

/// <summary>The fields that a schema names, with all that it refers to. One that names none, or allows others, is open.</summary>
internal sealed record SchemaFields(IReadOnlySet<string> Names, bool IsOpen)
{
    public static SchemaFields Of(JsonNode schema, Func<string, JsonNode> resolve)
    {
        var names = new HashSet<string>();
        var isOpen = Collect(schema, resolve, names);
        return new(names, isOpen || names.Count == 0);
    }

    private static bool Collect(JsonNode schema, Func<string, JsonNode> resolve, HashSet<string> names)
    {
        if (schema is not JsonObject rules)
        {
            return true;
        }
        names.UnionWith((rules["properties"]?.AsObject() ?? []).Select(field => field.Key));
        var isOpen = rules["additionalProperties"] is JsonObject;
        foreach (var part in (rules["allOf"]?.AsArray() ?? []).Concat(rules["anyOf"]?.AsArray() ?? []))
        {
            isOpen |= Collect(part!, resolve, names);
        }
        return (string?)rules["$ref"] is { } reference ? Collect(resolve(reference), resolve, names) | isOpen : isOpen;
    }
}
