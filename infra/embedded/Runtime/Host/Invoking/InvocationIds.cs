using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>
/// Ids in the form of a GUID, unique by a random half per host and a count: cheaper than fresh randomness for each invocation.
/// </summary>
internal sealed class InvocationIds
{
    private readonly ulong _host = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));
    private long _count;

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _host);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref _count));
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
