using System.Text.Json;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>One resource that a deployment would make.</summary>
internal sealed record Resource(string Type, string Name, JsonElement Body)
{
    public static Resource Of(JsonElement body) => new(body.GetProperty("type").GetString()!, body.GetProperty("name").GetString()!, body);

    /// <summary>The last part of its name: what it is called within what it belongs to.</summary>
    public string OwnName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>What stands at a path such as <c>properties.sku.name</c>; null where nothing does.</summary>
    public JsonElement? At(string path)
    {
        JsonElement? here = Body;
        foreach (var name in path.Split('.'))
        {
            here = here is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var next) ? next : null;
        }
        return here;
    }

    /// <summary>What stands at a path as a text, a list with commas; empty where nothing does.</summary>
    public string TextAt(string path) => At(path) is not { } found ? ""
        : found.ValueKind == JsonValueKind.Array ? string.Join(',', found.EnumerateArray())
        : found.ToString();

    public override string ToString() => $"{Type} {Name}";
}
