using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class KeepDeadPaymentCommands(KeepDead keep)
{
    [Function(nameof(KeepDeadPaymentCommands))]
    public Task Run(
        [ServiceBusTrigger(Entities.PaymentCommands + Entities.DeadLetters, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => keep.Letter(DeadLetterSource.PaymentCommands, message, actions, stop);
}
