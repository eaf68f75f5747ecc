namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>The section <c>serviceBus</c> of resources.json.</summary>
internal sealed record ServiceBusResources
{
    public IReadOnlyList<QueueResource> Queues { get; init; } = [];
    public IReadOnlyList<TopicResource> Topics { get; init; } = [];
}
