using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Functions.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

public sealed class HandlePaymentCommand(TakingPayments payments, Settle settle)
{
    [Function(nameof(HandlePaymentCommand))]
    public async Task Run(
        [ServiceBusTrigger(Entities.PaymentCommands, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) =>
        await settle.As(await payments.Handle(message.ToDelivery(), stop), message, Entities.PaymentCommands, actions, stop);
}
