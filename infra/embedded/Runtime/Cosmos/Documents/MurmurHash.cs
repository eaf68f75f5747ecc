using System.Buffers.Binary;
using System.Numerics;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>MurmurHash3 in its 128-bit form for 64-bit machines, seed 0: what partition keys are spread by.</summary>
internal static class MurmurHash
{
    private const int BlockSize = 16;
    private const ulong C1 = 0x87C3_7B91_1142_53D5;
    private const ulong C2 = 0x4CF5_AD43_2745_937F;

    /// <summary>Computes the hash; its two halves in the order in which the algorithm names them.</summary>
    public static (ulong First, ulong Second) Of(ReadOnlySpan<byte> bytes)
    {
        var left = bytes;
        var (first, second) = (0UL, 0UL);
        for (; left.Length >= BlockSize; left = left[BlockSize..])
        {
            first ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(left));
            first = ((BitOperations.RotateLeft(first, 27) + second) * 5) + 0x52DC_E729;
            second ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(left[8..]));
            second = ((BitOperations.RotateLeft(second, 31) + first) * 5) + 0x3849_5AB5;
        }
        // The rest counts as a block that zeros fill up: a half without bytes mixes to zero.
        Span<byte> rest = stackalloc byte[BlockSize];
        rest.Clear();
        left.CopyTo(rest);
        first ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(rest)) ^ (ulong)bytes.Length;
        second ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..])) ^ (ulong)bytes.Length;
        first += second;
        second += first;
        first = Finish(first);
        second = Finish(second);
        first += second;
        return (first, second + first);
    }

    private static ulong MixFirst(ulong half) => BitOperations.RotateLeft(half * C1, 31) * C2;

    private static ulong MixSecond(ulong half) => BitOperations.RotateLeft(half * C2, 33) * C1;

    private static ulong Finish(ulong half)
    {
        half = (half ^ (half >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        half = (half ^ (half >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return half ^ (half >> 33);
    }
}
