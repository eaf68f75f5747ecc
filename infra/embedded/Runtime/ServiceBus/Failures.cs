using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus;

/// <summary>The refusals of the broker, as the official client throws them.</summary>
internal static class Failures
{
    public static ServiceBusException LockLost(string entity) => new(
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.",
        ServiceBusFailureReason.MessageLockLost,
        entity);

    public static ServiceBusException NoSuchDestination(string path, IEnumerable<string> known) =>
        NoSuchEntity(path, $"Declared to send to: {string.Join(", ", known)}.");

    public static ServiceBusException NoSuchBacklog(string path, IEnumerable<string> known) =>
        NoSuchEntity(path, $"Declared to receive from: {string.Join(", ", known)}.");

    public static ServiceBusException NoSuchMessage(string entity, long sequenceNumber) => new(
        $"No scheduled message with the sequence number {sequenceNumber} was found.",
        ServiceBusFailureReason.MessageNotFound,
        entity);

    public static ServiceBusException TooLarge(string entity, long size) => new(
        $"The messages have {size} bytes with their properties; the limit for one message or one batch is {MessageLimits.LargestMessage}.",
        ServiceBusFailureReason.MessageSizeExceeded,
        entity);

    public static ServiceBusException NoSuchNamespace(string name) => new(
        $"No embedded Service Bus named '{name}' runs in this process.",
        ServiceBusFailureReason.ServiceCommunicationProblem);

    public static ServiceBusException Stopped() => new(
        "The embedded Service Bus has been stopped.",
        ServiceBusFailureReason.ServiceCommunicationProblem);

    private static ServiceBusException NoSuchEntity(string path, string namespaceKnows) => new(
        $"The messaging entity '{path}' could not be found. {namespaceKnows}",
        ServiceBusFailureReason.MessagingEntityNotFound,
        path);
}
