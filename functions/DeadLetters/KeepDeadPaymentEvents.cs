using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class KeepDeadPaymentEvents(KeepDead keep)
{
    [Function(nameof(KeepDeadPaymentEvents))]
    public Task Run(
        [ServiceBusTrigger(Entities.PaymentEvents, Entities.OrdersSubscription + Entities.DeadLetters, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) => keep.Letter(DeadLetterSource.PaymentEvents, message, actions, stop);
}
