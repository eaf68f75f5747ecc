using System.Text.Json.Nodes;

namespace Serverless.Functions.OpenApi;

internal static class References
{
    /// <summary>What a node stands for: itself, or what its <c>$ref</c> names within the document.</summary>
    public static JsonNode? Resolve(JsonObject document, JsonNode? node) => (string?)node?["$ref"] is not { } reference
        ? node
        : reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode)document, (at, name) =>
            at[name] ?? throw new InvalidOperationException($"There is no {reference}."));
}
