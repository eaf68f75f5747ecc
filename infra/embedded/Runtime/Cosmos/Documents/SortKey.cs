using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>
/// Writes values as bytes that sort as the values do: the kind, then the value; inverted where the order is descending.
/// </summary>
internal sealed class SortKey
{
    private const byte NullKind = 1;
    private const byte FalseKind = 2;
    private const byte TrueKind = 3;
    private const byte NumberKind = 4;
    private const byte TextKind = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void AddNull(bool descending) => Add([NullKind], descending);

    public void Add(bool value, bool descending) => Add([value ? TrueKind : FalseKind], descending);

    public void Add(double value, bool descending)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = NumberKind;
        // As integers, the bits of negative numbers sort the wrong way round, and after the positive ones.
        var bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], bits < 0 ? ~bits : bits ^ long.MinValue);
        Add(bytes, descending);
    }

    public void Add(string value, bool descending)
    {
        // The end sorts a text before those that it begins. A zero within the text is told from the end by what follows it.
        value = value.Replace("\0", "\0\u00ff", StringComparison.Ordinal);
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(value.Length) + 3];
        bytes[0] = TextKind;
        var length = Encoding.UTF8.GetBytes(value, bytes.AsSpan(1));
        bytes[length + 2] = 1;
        Add(bytes.AsSpan(0, length + 3), descending);
    }

    private void Add(Span<byte> bytes, bool descending)
    {
        if (descending)
        {
            foreach (ref var part in bytes)
            {
                part = (byte)~part;
            }
        }
        _bytes.Write(bytes);
    }
}
