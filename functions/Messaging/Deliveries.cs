using Azure.Messaging.ServiceBus;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Messaging;

internal static class Deliveries
{
    public static Delivery ToDelivery(this ServiceBusReceivedMessage message) =>
        new(message.MessageId, message.Subject, message.Body.ToMemory());

    /// <summary>A message of a dead-letter queue.</summary>
    public static DeadMessage ToDead(this ServiceBusReceivedMessage message) => new(
        message.MessageId,
        message.SequenceNumber,
        message.Subject,
        message.CorrelationId,
        message.Body.ToMemory(),
        message.ApplicationProperties.TryGetValue("Diagnostic-Id", out var parent) ? parent as string : null,
        message.DeadLetterReason,
        message.DeadLetterErrorDescription,
        message.DeliveryCount,
        message.EnqueuedTime);
}
