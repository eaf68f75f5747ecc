using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Functions.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

public sealed class HandleProviderEvent(FollowingProvider provider, Settle settle)
{
    [Function(nameof(HandleProviderEvent))]
    public async Task Run(
        [ServiceBusTrigger(Entities.ProviderEvents, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) =>
        await settle.As(await provider.Handle(message.ToDelivery(), stop), message, Entities.ProviderEvents, actions, stop);
}
