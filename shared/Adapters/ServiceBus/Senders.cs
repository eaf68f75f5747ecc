using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Serverless.Adapters.ServiceBus;

/// <summary>One sender, and so one link, for each queue or topic.</summary>
internal sealed class Senders(ServiceBusClient client)
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);

    public ServiceBusSender To(string entity) => _senders.GetOrAdd(entity, client.CreateSender);
}
