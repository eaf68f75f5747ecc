using System.Buffers.Binary;
using System.Text;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>A message of Protocol Buffers as its fields, by number: enough to read what a collector is sent.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Number, ReadOnlyMemory<byte> Value)> _fields = [];

    public Protobuf(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            var length = (tag & 7) switch
            {
                0 => -1,
                1 => 8,
                2 => (int)Varint(message.Span, ref at),
                5 => 4,
                var wire => throw new InvalidDataException($"Wire type {wire} is none that OpenTelemetry uses."),
            };
            var began = at;
            if (length < 0)
            {
                Varint(message.Span, ref at);
            }
            else
            {
                at += length;
            }
            _fields.Add(((int)(tag >> 3), message[began..at]));
        }
    }

    /// <summary>The messages in a repeated field.</summary>
    public IEnumerable<Protobuf> All(int number) => _fields.Where(field => field.Number == number).Select(field => new Protobuf(field.Value));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    public ulong Number(int number)
    {
        var bytes = Bytes(number).Span;
        var at = 0;
        return bytes.Length == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : bytes.Length == 0 ? 0 : Varint(bytes, ref at);
    }

    private ReadOnlyMemory<byte> Bytes(int number) => _fields.LastOrDefault(field => field.Number == number).Value;

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
