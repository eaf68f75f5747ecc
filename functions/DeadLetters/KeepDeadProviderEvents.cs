using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class KeepDeadProviderEvents(KeepDead keep)
{
    [Function(nameof(KeepDeadProviderEvents))]
    public Task Run(
        [ServiceBusTrigger(Entities.ProviderEvents + Entities.DeadLetters, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => keep.Letter(DeadLetterSource.ProviderEvents, message, actions, stop);
}
