using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos;

/// <summary>The <c>cosmos</c> section of resources.json.</summary>
internal static class Declaration
{
    public static async Task Apply(Account account, JsonElement section)
    {
        var name = section.GetProperty("database").GetString() ?? throw Refusal.BadRequest("resources.json: cosmos.database must be a name.");
        var database = account.Find(name) ?? await account.Create(name);
        foreach (var declared in section.GetProperty("containers").EnumerateArray())
        {
            var definition = Definition(declared);
            if (account.Find(database, (string)definition["id"]!) is not { } existing)
            {
                await account.Create(database, definition);
            }
            else if (!JsonNode.DeepEquals(ContainerDefinition.Parse(definition).Json, existing.Definition.Json))
            {
                await account.Replace(existing, definition);
            }
        }
    }

    private static JsonObject Definition(JsonElement declared)
    {
        var definition = new JsonObject();
        foreach (var property in declared.EnumerateObject())
        {
            var value = JsonNode.Parse(property.Value.GetRawText());
            var (key, setting) = property.Name switch
            {
                "name" => ("id", value),
                "partitionKey" when property.Value.ValueKind == JsonValueKind.String => ("partitionKey", new JsonObject { ["paths"] = new JsonArray(value) }),
                "partitionKey" when property.Value.ValueKind == JsonValueKind.Array =>
                    ("partitionKey", new JsonObject { ["paths"] = value, ["kind"] = PartitionKeyDefinition.MultiHash }),
                "partitionKey" or "uniqueKeyPolicy" or "indexingPolicy" => (property.Name, value),
                "uniqueKeys" => ("uniqueKeyPolicy", new JsonObject { ["uniqueKeys"] = value }),
                "defaultTimeToLive" => ("defaultTtl", value),
                _ => throw Refusal.BadRequest($"resources.json: the setting '{property.Name}' of a container is not known."),
            };
            definition[key] = setting;
        }
        return definition;
    }
}
