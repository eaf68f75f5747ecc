using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Contract;

/// <summary>
/// The part of JSON Schema 2020-12 that the document uses. A word that is not known here is an error: it would be a rule that nobody checks.
/// </summary>
/// <param name="resolve">Finds what a <c>$ref</c> points at.</param>
/// <param name="strict">Also refuses fields that no schema names: what we answer has to be documented, whatever clients may ignore.</param>
internal sealed class JsonSchema(Func<string, JsonNode> resolve, bool strict = false)
{
    /// <summary>What a value breaks, each with a JSON pointer to the place; nothing when it is valid.</summary>
    public IReadOnlyList<string> Validate(JsonNode? value, JsonNode schema)
    {
        var errors = new List<string>();
        Check(value, schema, "", errors, strict);
        return errors;
    }

    private void Check(JsonNode? value, JsonNode schema, string at, List<string> errors, bool closed)
    {
        if (schema is JsonValue always)
        {
            errors.AddRange((bool)always ? [] : new[] { $"{at}: nothing is allowed here" });
            return;
        }
        var rules = schema.AsObject();
        foreach (var (word, rule) in rules)
        {
            var broken = Broken(word, rule!, value, rules, at, errors);
            if (broken is not null)
            {
                errors.Add($"{(at.Length == 0 ? "/" : at)}: {broken}");
            }
        }
        if (closed && value is JsonObject fields && SchemaFields.Of(schema, resolve) is { IsOpen: false } known)
        {
            errors.AddRange(fields.Where(field => !known.Names.Contains(field.Key)).Select(field => $"{at}/{field.Key}: no schema names this field"));
        }
    }

    // Null: the rule holds, or has told what is wrong itself.
    private string? Broken(string word, JsonNode rule, JsonNode? value, JsonObject rules, string at, List<string> errors)
    {
        switch (word)
        {
            case "$ref":
                Check(value, resolve((string)rule!), at, errors, closed: false);
                return null;
            case "allOf":
                foreach (var part in rule.AsArray())
                {
                    Check(value, part!, at, errors, closed: false);
                }
                return null;
            case "anyOf":
                return rule.AsArray().Any(choice => new JsonSchema(resolve).Validate(value, choice!).Count == 0) ? null : "fits none of the choices";
            case "properties":
                foreach (var (name, field) in rule.AsObject())
                {
                    if (value is JsonObject of && of.TryGetPropertyValue(name, out var inner))
                    {
                        Check(inner, field!, $"{at}/{name}", errors, strict);
                    }
                }
                return null;
            case "additionalProperties":
                foreach (var (name, inner) in (value as JsonObject ?? []).Where(field => rules["properties"]?[field.Key] is null))
                {
                    Check(inner, rule, $"{at}/{name}", errors, strict);
                }
                return null;
            case "items":
                for (var index = 0; index < (value as JsonArray)?.Count; index++)
                {
                    Check(value[index], rule, $"{at}/{index}", errors, strict);
                }
                return null;
            default:
                return SchemaRules.Broken(word, rule, value);
        }
    }
}

/// <summary>The rules that look at one value and nothing in it.</summary>
internal static class SchemaRules
{
    private static readonly string[] Annotations = ["description", "title", "examples", "default", "contentEncoding", "deprecated"];

    public static string? Broken(string word, JsonNode rule, JsonNode? value) => word switch
    {
        "type" => (rule as JsonArray ?? [rule.DeepClone()]).Any(type => Is((string)type!, value)) ? null : $"is not {rule.ToJsonString()}",
        "enum" => rule.AsArray().Any(each => JsonNode.DeepEquals(each, value)) ? null : $"is {value?.ToJsonString() ?? "null"}, which is none of {rule.ToJsonString()}",
        "const" => JsonNode.DeepEquals(rule, value) ? null : $"is not {rule.ToJsonString()}",
        "required" => Missing(rule.AsArray(), value as JsonObject) is { } name ? $"lacks {name}" : null,
        "minimum" => Number(value) is { } number && number < (decimal)rule ? $"is below {rule}" : null,
        "maximum" => Number(value) is { } number && number > (decimal)rule ? $"is above {rule}" : null,
        "minItems" => value is JsonArray list && list.Count < (int)rule ? $"has under {rule} items" : null,
        "maxItems" => value is JsonArray list && list.Count > (int)rule ? $"has over {rule} items" : null,
        "minLength" => Text(value) is { } text && text.Length < (int)rule ? $"has under {rule} characters" : null,
        "maxLength" => Text(value) is { } text && text.Length > (int)rule ? $"has over {rule} characters" : null,
        "pattern" => Text(value) is { } text && !Regex.IsMatch(text, (string)rule!, RegexOptions.ECMAScript) ? $"'{text}' does not match {rule}" : null,
        "format" => SchemaFormats.Broken((string)rule!, value),
        _ when Annotations.Contains(word) => null,
        _ => throw new NotSupportedException($"The schema word '{word}' is not checked: teach {nameof(SchemaRules)} what it means."),
    };

    private static string? Missing(JsonArray required, JsonObject? of) =>
        of is null ? null : required.Select(name => (string)name!).FirstOrDefault(name => !of.ContainsKey(name));

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("null", JsonValueKind.Null) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => Number(value) is { } number && decimal.IsInteger(number),
        ("object" or "array" or "string" or "number" or "integer" or "null" or "boolean", _) => false,
        _ => throw new NotSupportedException($"There is no type '{type}'."),
    };

    internal static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    internal static decimal? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number
        ? decimal.Parse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
