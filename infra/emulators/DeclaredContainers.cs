using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;

namespace Serverless.Emulators;

/// <summary>The database and the containers of <c>infra/resources.json</c>, in whichever account a client is connected to.</summary>
internal static class DeclaredContainers
{
    /// <summary>The emulator where it usually is, with the key that every emulator has.</summary>
    public const string Emulator = "AccountEndpoint=http://localhost:8081/;"
        + "AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    /// <summary>Makes what is missing, and leaves what is there as it is.</summary>
    /// <returns>What was done, a line for each container.</returns>
    public static async Task<IReadOnlyList<string>> Make(CosmosClient client, JObject declared)
    {
        var name = (string)declared["database"]!;
        Database database = await client.CreateDatabaseIfNotExistsAsync(name);
        var done = new List<string>();
        foreach (var container in declared["containers"]!.Cast<JObject>())
        {
            var answer = await database.CreateContainerIfNotExistsAsync(Definition(container));
            done.Add($"{name}/{answer.Container.Id}: {(answer.StatusCode == System.Net.HttpStatusCode.Created ? "made" : "is there")}");
        }
        return done;
    }

    /// <summary>A container as the service knows it. What is declared has the service's own names for all but these.</summary>
    /// <exception cref="NotSupportedException">A setting is declared that is not known here.</exception>
    internal static ContainerProperties Definition(JObject declared)
    {
        var definition = new JObject();
        foreach (var (name, value) in declared)
        {
            definition[name switch
            {
                "name" => "id",
                "defaultTimeToLive" => "defaultTtl",
                "partitionKey" or "indexingPolicy" or "uniqueKeyPolicy" => name,
                _ => throw new NotSupportedException($"resources.json: the setting '{name}' of a container is not known."),
            }] = name == "partitionKey" ? new JObject { ["paths"] = new JArray(value!), ["kind"] = "Hash" } : value;
        }
        return definition.ToObject<ContainerProperties>()!;
    }
}
