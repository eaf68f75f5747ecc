using System.Buffers.Binary;
using System.Text;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>Reads the parts of rows, one after another.</summary>
internal ref struct RowReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool AtEnd => _left.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>A number in as many bytes as it needs, seven bits in each.</summary>
    public int Number()
    {
        var (number, shift) = (0, 0);
        while (true)
        {
            var part = Byte();
            number |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
            shift += 7;
            if (shift > 28)
            {
                throw Broken("a length is too long");
            }
        }
    }

    public ReadOnlySpan<byte> Bytes() => Take(Number());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public RowReader Row(int length) => new(Take(length));

    /// <summary>Reads what a row of a layout begins with.</summary>
    public void Header(int layout)
    {
        if (Byte() != HybridRow.Version || Int32() != layout)
        {
            throw Broken("a row has another layout than this endpoint knows");
        }
    }

    public void Skip(int count) => Take(count);

    public static Refusal Broken(string why) => Refusal.BadRequest($"The batch cannot be read: {why}.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_left.Length)
        {
            throw Broken("it ends too early");
        }
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
