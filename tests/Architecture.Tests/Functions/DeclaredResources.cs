using System.Text.Json;

namespace Serverless.Architecture.Tests.Functions;

/// <summary>The names in <c>infra/resources.json</c>.</summary>
/// <param name="BusEntities">Queues, topics, and subscriptions as <c>topic/subscription</c>.</param>
/// <param name="Backlogs">What can be received from: queues, and subscriptions as <c>topic/subscription</c>.</param>
/// <param name="Containers">Containers of the database.</param>
/// <param name="StorageQueues">Storage queues.</param>
internal sealed record DeclaredResources(string[] BusEntities, string[] Backlogs, string[] Containers, string[] StorageQueues)
{
    public static DeclaredResources Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("infra/resources.json")));
        var bus = json.RootElement.GetProperty("serviceBus");
        var topics = bus.GetProperty("topics").EnumerateArray().ToList();
        string[] backlogs =
        [
            .. Names(bus.GetProperty("queues")),
            .. topics.SelectMany(topic => Names(topic.GetProperty("subscriptions")).Select(subscription => $"{Name(topic)}/{subscription}")),
        ];
        return new(
            [.. backlogs, .. topics.Select(Name)],
            backlogs,
            [.. Names(json.RootElement.GetProperty("cosmos").GetProperty("containers"))],
            [.. json.RootElement.GetProperty("storage").GetProperty("queues").EnumerateArray().Select(queue => queue.GetString()!)]);
    }

    private static IEnumerable<string> Names(JsonElement entities) => entities.EnumerateArray().Select(Name);

    private static string Name(JsonElement entity) => entity.GetProperty("name").GetString()!;
}
