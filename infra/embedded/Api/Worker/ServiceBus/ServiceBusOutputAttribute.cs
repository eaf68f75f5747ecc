using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class ServiceBusOutputAttribute(string queueOrTopicName, ServiceBusEntityType entityType = ServiceBusEntityType.Queue)
    : OutputBindingAttribute
{
    public string QueueOrTopicName { get; } = queueOrTopicName;
    public ServiceBusEntityType EntityType { get; set; } = entityType;
    public string? Connection { get; set; }
}

public enum ServiceBusEntityType
{
    Queue = 0,
    Topic = 1,
}
