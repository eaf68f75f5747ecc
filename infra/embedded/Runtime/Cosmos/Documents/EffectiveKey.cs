using System.Buffers.Binary;
using System.Text;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>
/// What the service sorts documents by: for each level of a partition key the hash of its value, as 32 hexadecimal digits. Keys with
/// the same first levels are neighbours, so a client names them as a range of such texts.
/// </summary>
internal static class EffectiveKey
{
    private const byte UndefinedKind = 0, NullKind = 1, FalseKind = 2, TrueKind = 3, NumberKind = 5, TextKind = 8, End = 0xFF;

    // The two highest bits are kept free, so that "FF" is above every key.
    private const ulong Kept = 0x3FFF_FFFF_FFFF_FFFF;

    /// <summary>Hashes one level's value, given in the form in which <see cref="PartitionKey"/> holds it.</summary>
    public static string Of(string component)
    {
        var (first, second) = MurmurHash.Of(Bytes(component));
        return $"{second & Kept:X16}{first:X16}";
    }

    private static byte[] Bytes(string component)
    {
        switch (component[0])
        {
            case 's':
                return [TextKind, .. Encoding.UTF8.GetBytes(component[1..]), End];
            case 'n':
                var number = new byte[1 + sizeof(double)];
                number[0] = NumberKind;
                BinaryPrimitives.WriteDoubleLittleEndian(number.AsSpan(1), PartitionKey.Number(component));
                return number;
            default:
                return [component[0] switch { 't' => TrueKind, 'f' => FalseKind, 'z' => NullKind, _ => UndefinedKind }];
        }
    }
}
