using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>Messages between a broker and its clients in other processes, as bytes.</summary>
internal static class MessageWire
{
    public static void Write(BinaryWriter writer, IReadOnlyList<OutgoingMessage> messages)
    {
        writer.Write(messages.Count);
        foreach (var message in messages)
        {
            writer.Write(message.HasOwnId);
            WriteBytes(writer, message.Encoded);
        }
    }

    public static List<OutgoingMessage> ReadOutgoing(BinaryReader reader)
    {
        var messages = new List<OutgoingMessage>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            messages.Add(OutgoingMessage.Sent(hasOwnId: reader.ReadBoolean(), ReadBytes(reader)));
        }
        return messages;
    }

    public static void Write(BinaryWriter writer, IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        writer.Write(messages.Count);
        foreach (var message in messages)
        {
            writer.Write(message.LockTokenGuid.ToByteArray());
            writer.Write(message.LockedUntil.UtcTicks);
            writer.Write(message.DeliveryCount);
            writer.Write(message.SequenceNumber);
            writer.Write(message.EnqueuedSequenceNumber);
            writer.Write(message.EnqueuedTime.UtcTicks);
            writer.Write(message.TimeToLive.Ticks);
            WriteBytes(writer, MessageEncoding.Encode(message.Data));
        }
    }

    public static List<ServiceBusReceivedMessage> ReadReceived(BinaryReader reader)
    {
        var messages = new List<ServiceBusReceivedMessage>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (token, lockedUntil, deliveries) = (new Guid(reader.ReadBytes(16)), Time(reader), reader.ReadInt32());
            var (sequence, enqueuedSequence, enqueued) = (reader.ReadInt64(), reader.ReadInt64(), Time(reader));
            var lives = new TimeSpan(reader.ReadInt64());
            messages.Add(new(MessageEncoding.Decode(ReadBytes(reader)))
            {
                LockTokenGuid = token,
                LockedUntil = lockedUntil,
                DeliveryCount = deliveries,
                SequenceNumber = sequence,
                EnqueuedSequenceNumber = enqueuedSequence,
                EnqueuedTime = enqueued,
                TimeToLive = lives,
            });
        }
        return messages;
    }

    /// <summary>The changes that a settlement makes to a message's properties.</summary>
    public static void Write(BinaryWriter writer, IDictionary<string, object>? changes)
    {
        writer.Write(changes?.Count ?? -1);
        foreach (var (name, value) in changes ?? new Dictionary<string, object>())
        {
            writer.Write(name);
            PropertyEncoding.Write(writer, value);
        }
    }

    public static Dictionary<string, object>? ReadChanges(BinaryReader reader)
    {
        var left = reader.ReadInt32();
        if (left < 0)
        {
            return null;
        }
        var changes = new Dictionary<string, object>(StringComparer.Ordinal);
        for (; left > 0; left--)
        {
            changes[reader.ReadString()] = PropertyEncoding.Read(reader)!;
        }
        return changes;
    }

    public static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    public static string? ReadText(BinaryReader reader)
    {
        var (isThere, text) = (reader.ReadBoolean(), reader.ReadString());
        return isThere ? text : null;
    }

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        // Before anything is set aside for it: a broken length would else ask for gigabytes.
        return length >= 0 && length <= reader.BaseStream.Length - reader.BaseStream.Position
            ? reader.ReadBytes(length)
            : throw new InvalidDataException($"A message of {length} bytes does not fit into what came.");
    }

    private static DateTimeOffset Time(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);
}
