using System.Buffers.Binary;
using System.Buffers.Text;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>Resource ids as the SDK takes them apart: database 4 bytes, container 8, document 16, base64 with '-' for '/'.</summary>
internal static class ResourceId
{
    /// <summary>The length of a document's id in characters.</summary>
    public const int DocumentLength = 24;

    // The high bit of the fifth byte tells a container from a user.
    private const uint ContainerBit = 0x8000_0000;

    public static string Database(long database)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)database);
        return Encode(bytes);
    }

    public static string Container(long database, long container)
    {
        Span<byte> bytes = stackalloc byte[8];
        WriteContainer(bytes, database, container);
        return Encode(bytes);
    }

    public static string Document(long database, long container, long document)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteContainer(bytes, database, container);
        // The high nibble of the last byte names the kind of resource; for a document it is 0.
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], document);
        return Encode(bytes);
    }

    /// <summary>Writes a document's id as <see cref="DocumentLength"/> characters of UTF-8.</summary>
    public static void WriteDocument(Span<byte> text, long database, long container, long document)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteContainer(bytes, database, container);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], document);
        Base64.EncodeToUtf8(bytes, text, out _, out _);
        text[..DocumentLength].Replace((byte)'/', (byte)'-');
    }

    private static void WriteContainer(Span<byte> bytes, long database, long container)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)database);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], ContainerBit | (uint)container);
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
