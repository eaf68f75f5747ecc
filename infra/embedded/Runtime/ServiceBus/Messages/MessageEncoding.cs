using System.Collections.ObjectModel;

namespace Serverless.Embedded.ServiceBus;

/// <summary>Messages as the bytes that are stored of them. The first byte is the version of the format.</summary>
internal static class MessageEncoding
{
    private const byte Version = 1;

    public static byte[] Encode(MessageData data)
    {
        using var bytes = new MemoryStream(256 + data.Body.Length);
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        WriteText(writer, data.MessageId);
        WriteText(writer, data.PartitionKey);
        WriteText(writer, data.SessionId);
        WriteText(writer, data.ReplyToSessionId);
        WriteText(writer, data.CorrelationId);
        WriteText(writer, data.Subject);
        WriteText(writer, data.To);
        WriteText(writer, data.ReplyTo);
        WriteText(writer, data.ContentType);
        WriteText(writer, data.DeadLetterSource);
        writer.Write(data.TimeToLive.Ticks);
        writer.Write(data.ScheduledEnqueueTime.UtcTicks);
        writer.Write7BitEncodedInt(data.Properties.Count);
        foreach (var (name, value) in data.Properties)
        {
            writer.Write(name);
            PropertyEncoding.Write(writer, value);
        }
        writer.Write7BitEncodedInt(data.Body.Length);
        writer.Write(data.Body.Span);
        return bytes.ToArray();
    }

    public static MessageData Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var version = reader.ReadByte();
        return version == Version
            ? new MessageData
            {
                // In the order in which they were written.
                MessageId = ReadText(reader),
                PartitionKey = ReadText(reader),
                SessionId = ReadText(reader),
                ReplyToSessionId = ReadText(reader),
                CorrelationId = ReadText(reader),
                Subject = ReadText(reader),
                To = ReadText(reader),
                ReplyTo = ReadText(reader),
                ContentType = ReadText(reader),
                DeadLetterSource = ReadText(reader),
                TimeToLive = new TimeSpan(reader.ReadInt64()),
                ScheduledEnqueueTime = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
                Properties = ReadProperties(reader),
                Body = reader.ReadBytes(Length(reader)),
            }
            : throw new InvalidDataException($"A stored message has format {version}; this program reads format {Version}.");
    }

    private static ReadOnlyDictionary<string, object?> ReadProperties(BinaryReader reader)
    {
        var count = Length(reader);
        if (count == 0)
        {
            return ReadOnlyDictionary<string, object?>.Empty;
        }
        var properties = new Dictionary<string, object?>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            properties.Add(reader.ReadString(), PropertyEncoding.Read(reader));
        }
        return properties.AsReadOnly();
    }

    // Nothing is set aside for more than can come: these bytes may be another process's.
    private static int Length(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        return length >= 0 && length <= reader.BaseStream.Length - reader.BaseStream.Position
            ? length
            : throw new InvalidDataException($"A part of {length} does not fit into the message.");
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
