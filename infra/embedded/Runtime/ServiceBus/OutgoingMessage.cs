using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus;

/// <summary>A message on its way in: a copy of what the sender set at that moment, and the bytes that are stored of it.</summary>
internal sealed record OutgoingMessage(MessageData Data, byte[] Encoded)
{
    // What the service adds to each message on the wire, roughly.
    private const int Overhead = 16;

    /// <summary>Bytes that count against the limits of a message and of a batch.</summary>
    public int Size => Encoded.Length + Overhead;

    public static OutgoingMessage From(ServiceBusMessage message) => From(message, message.ScheduledEnqueueTime);

    /// <exception cref="NotSupportedException">It wants something that the embedded Service Bus does not have.</exception>
    public static OutgoingMessage From(ServiceBusMessage message, DateTimeOffset scheduled) => throw new NotImplementedException();
}
