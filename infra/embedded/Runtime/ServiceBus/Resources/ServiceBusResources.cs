using System.Text.Json.Serialization;

namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>The section <c>serviceBus</c> of resources.json.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ServiceBusResources
{
    public IReadOnlyList<QueueResource> Queues { get; set; } = [];
    public IReadOnlyList<TopicResource> Topics { get; set; } = [];
}
