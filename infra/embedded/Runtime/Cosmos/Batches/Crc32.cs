namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>The checksum of ISO 3309, as zip and PNG use it.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value =>
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ Polynomial : remainder >> 1;
        }
        return remainder;
    })];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var remainder = uint.MaxValue;
        foreach (var part in bytes)
        {
            remainder = Table[(byte)(remainder ^ part)] ^ (remainder >> 8);
        }
        return ~remainder;
    }
}
