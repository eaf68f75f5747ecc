namespace Serverless.Embedded.ServiceBus;

/// <summary>The value of an application property as bytes: its type, then itself. The numbers of the types are stored, so they never change.</summary>
internal static class PropertyEncoding
{
    public static void Write(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.Write((byte)0); break;
            case string text: writer.Write((byte)1); writer.Write(text); break;
            case bool flag: writer.Write((byte)2); writer.Write(flag); break;
            case byte number: writer.Write((byte)3); writer.Write(number); break;
            case sbyte number: writer.Write((byte)4); writer.Write(number); break;
            case char character: writer.Write((byte)5); writer.Write((ushort)character); break;
            case short number: writer.Write((byte)6); writer.Write(number); break;
            case ushort number: writer.Write((byte)7); writer.Write(number); break;
            case int number: writer.Write((byte)8); writer.Write(number); break;
            case uint number: writer.Write((byte)9); writer.Write(number); break;
            case long number: writer.Write((byte)10); writer.Write(number); break;
            case ulong number: writer.Write((byte)11); writer.Write(number); break;
            case float number: writer.Write((byte)12); writer.Write(number); break;
            case double number: writer.Write((byte)13); writer.Write(number); break;
            case decimal number: writer.Write((byte)14); writer.Write(number); break;
            case Guid id: writer.Write((byte)15); writer.Write(id.ToByteArray()); break;
            case Uri address: writer.Write((byte)16); writer.Write(address.OriginalString); break;
            case DateTime time: writer.Write((byte)17); writer.Write(time.ToBinary()); break;
            case DateTimeOffset time: writer.Write((byte)18); writer.Write(time.Ticks); writer.Write((short)time.Offset.TotalMinutes); break;
            case TimeSpan duration: writer.Write((byte)19); writer.Write(duration.Ticks); break;
            default: throw new ArgumentException($"A property of type {value.GetType()} cannot be stored.", nameof(value));
        }
    }

    public static object? Read(BinaryReader reader) => reader.ReadByte() switch
    {
        0 => null,
        1 => reader.ReadString(),
        2 => reader.ReadBoolean(),
        3 => reader.ReadByte(),
        4 => reader.ReadSByte(),
        5 => (char)reader.ReadUInt16(),
        6 => reader.ReadInt16(),
        7 => reader.ReadUInt16(),
        8 => reader.ReadInt32(),
        9 => reader.ReadUInt32(),
        10 => reader.ReadInt64(),
        11 => reader.ReadUInt64(),
        12 => reader.ReadSingle(),
        13 => reader.ReadDouble(),
        14 => reader.ReadDecimal(),
        15 => new Guid(reader.ReadBytes(16)),
        16 => new Uri(reader.ReadString(), UriKind.RelativeOrAbsolute),
        17 => DateTime.FromBinary(reader.ReadInt64()),
        18 => new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16())),
        19 => new TimeSpan(reader.ReadInt64()),
        var type => throw new InvalidDataException($"A stored message has a property of the unknown type {type}."),
    };
}
