using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Functions.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class ApplyPaymentEvent(FollowingPayments orders, Settle settle)
{
    [Function(nameof(ApplyPaymentEvent))]
    public async Task Run(
        [ServiceBusTrigger(Entities.PaymentEvents, Entities.OrdersSubscription, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken stop) =>
        await settle.As(await orders.Handle(message.ToDelivery(), stop), message, Entities.PaymentEvents, actions, stop);
}
