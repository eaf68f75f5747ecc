using System.Security.Cryptography;
using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus;

/// <summary>A message on its way in: a copy of what the sender set at that moment, and the bytes that are stored of it.</summary>
internal sealed record OutgoingMessage(MessageData Data, byte[] Encoded)
{
    // What the service adds to each message on the wire, roughly.
    private const int Overhead = 16;

    /// <summary>Bytes that count against the limits of a message and of a batch.</summary>
    public int Size => Encoded.Length + Overhead;

    /// <summary>True when the sender chose the message id: only then can it be a duplicate.</summary>
    public bool HasOwnId { get; private init; }

    /// <summary>A message that another process has made, from the bytes that it sent.</summary>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public static OutgoingMessage Sent(bool hasOwnId, byte[] encoded) => new(MessageEncoding.Decode(encoded), encoded) { HasOwnId = hasOwnId };

    /// <exception cref="NotSupportedException">The message wants something that the embedded Service Bus does not have.</exception>
    /// <exception cref="System.Runtime.Serialization.SerializationException">A property is of a type that a message cannot carry.</exception>
    public static OutgoingMessage From(ServiceBusMessage message) => From(message, message.ScheduledEnqueueTime);

    /// <inheritdoc cref="From(ServiceBusMessage)"/>
    public static OutgoingMessage From(ServiceBusMessage message, DateTimeOffset scheduled)
    {
        if (message.TransactionPartitionKey is not null)
        {
            throw new NotSupportedException("The embedded Service Bus does not support transactions: TransactionPartitionKey must not be set.");
        }
        var data = new MessageData
        {
            Body = message.Body?.ToArray(),
            MessageId = message.MessageId ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            PartitionKey = message.PartitionKey,
            SessionId = message.SessionId,
            ReplyToSessionId = message.ReplyToSessionId,
            CorrelationId = message.CorrelationId,
            Subject = message.Subject,
            To = message.To,
            ReplyTo = message.ReplyTo,
            ContentType = message.ContentType,
            TimeToLive = message.TimeToLive,
            ScheduledEnqueueTime = scheduled,
            Properties = MessageData.NoProperties.With(message.ApplicationProperties),
        };
        return new OutgoingMessage(data, MessageEncoding.Encode(data)) { HasOwnId = message.MessageId is not null };
    }
}
