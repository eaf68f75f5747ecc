using Azure.Messaging.ServiceBus;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Messaging;

internal static class Deliveries
{
    public static Delivery ToDelivery(this ServiceBusReceivedMessage message) =>
        new(message.MessageId, message.Subject, message.Body.ToMemory());
}
