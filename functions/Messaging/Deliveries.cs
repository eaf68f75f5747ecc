using Azure.Messaging.ServiceBus;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Messaging;

internal static class Deliveries
{
    public static Delivery ToDelivery(this ServiceBusReceivedMessage message) =>
        new(message.MessageId, message.Subject, message.Body.ToMemory(), message.TraceParent());

    /// <summary>The same message once more, under an id of its own and not before a time.</summary>
    public static BusMessage ToCopy(this ServiceBusReceivedMessage message, string id, DateTimeOffset notBefore) =>
        new(id, message.Subject, message.CorrelationId, message.Body.ToMemory(), message.TraceParent(), notBefore);

    /// <summary>A message of a dead-letter queue.</summary>
    public static DeadMessage ToDead(this ServiceBusReceivedMessage message) => new(
        message.MessageId,
        message.SequenceNumber,
        message.Subject,
        message.CorrelationId,
        message.Body.ToMemory(),
        message.TraceParent(),
        message.DeadLetterReason,
        message.DeadLetterErrorDescription,
        message.DeliveryCount,
        message.EnqueuedTime);

    // Where the Service Bus SDK puts the sender's trace.
    private static string? TraceParent(this ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue("Diagnostic-Id", out var parent) ? parent as string : null;
}
