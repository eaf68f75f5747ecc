using System.Text.Json;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.ServiceBus;
using Serverless.Embedded.ServiceBus.Resources;

namespace Serverless.Embedded.Host.Services;

/// <summary><c>resources.json</c> in the output folder: what the embedded services hold. Without it they hold nothing.</summary>
internal sealed class ResourcesFile
{
    public const string Name = "resources.json";

    private readonly string _path;
    private readonly JsonElement _root;

    private ResourcesFile(string path, JsonElement root)
    {
        _path = path;
        _root = root;
    }

    /// <summary>The name of the Cosmos DB database; null when none is declared.</summary>
    public string? CosmosDatabase =>
        Section("cosmos") is { } cosmos && cosmos.TryGetProperty("database", out var name) ? name.GetString() : null;

    public IReadOnlyList<string> StorageQueues =>
        Section("storage") is { } storage && storage.TryGetProperty("queues", out var queues)
            ? [.. queues.EnumerateArray().Select(queue => queue.GetString()!)] : [];

    /// <exception cref="SettingsException">The file is no JSON.</exception>
    public static ResourcesFile Read(SettingsFiles files)
    {
        var path = files.Find(Name);
        try
        {
            return new(path ?? Name, path is null ? default : JsonElement.Parse(File.ReadAllBytes(path)));
        }
        catch (JsonException failure)
        {
            throw new SettingsException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <exception cref="SettingsException">What is declared cannot be had; the message says why.</exception>
    public Task Declare(Broker broker) => Try(() => broker.Declare(
        Section("serviceBus") is { } bus ? bus.Deserialize(ResourcesJson.Default.ServiceBusResources)! : new ServiceBusResources()));

    /// <exception cref="SettingsException">What is declared cannot be had; the message says why.</exception>
    public Task Declare(CosmosEndpoint cosmos) =>
        Section("cosmos") is { } section ? Try(() => cosmos.Declare(section)) : Task.CompletedTask;

    private JsonElement? Section(string name) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var section) ? section : null;

    private async Task Try(Func<Task> declare)
    {
        try
        {
            await declare();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or Refusal)
        {
            throw new SettingsException($"{_path}: {failure.Message}", failure);
        }
    }
}
