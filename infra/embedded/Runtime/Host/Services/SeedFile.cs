using System.Text.Json;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host.Services;

/// <summary><c>seed.json</c> in the output folder: documents for containers that have never held one.</summary>
internal static class SeedFile
{
    public const string Name = "seed.json";

    /// <exception cref="SettingsException">The file is not what it should be, or names what there is not.</exception>
    public static async Task Sow(SettingsFiles files, string cosmosDatabase, CosmosEndpoint cosmos, Database database, TimeProvider clock)
    {
        if (files.Find(Name) is not { } path)
        {
            return;
        }
        try
        {
            var seed = JsonSerializer.Deserialize<Seed>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            var writer = new DocumentWriter(database, clock);
            var writes = new List<Task<Outcome>>();
            foreach (var (name, documents) in seed?.Containers ?? [])
            {
                var container = cosmos.Container(cosmosDatabase, name)
                    ?? throw new SettingsException($"{path}: there is no container '{name}'.");
                if (container.LastLsn != 0)
                {
                    continue;
                }
                foreach (var document in documents)
                {
                    var prepared = new PreparedDocument(JsonSerializer.SerializeToUtf8Bytes(document), container, writer.Now);
                    writes.Add(writer.Run(
                        container, prepared.Partition, new Operation(OperationKind.Create, prepared.Id, prepared, Minimal: true)));
                }
            }
            await Task.WhenAll(writes);
        }
        catch (Exception failure) when (failure is JsonException or Refusal)
        {
            throw new SettingsException($"{path}: {failure.Message}", failure);
        }
    }

    private sealed record Seed(Dictionary<string, JsonElement[]>? Containers);
}
