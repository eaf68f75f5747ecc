using System.Text;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>The fixed text between the values that the endpoint adds to every document of a container.</summary>
internal sealed class SystemProperties(string containerSelf)
{
    private readonly byte[] _beforeSelf = Encoding.UTF8.GetBytes($"\",\"_self\":\"{containerSelf}docs/");

    public static ReadOnlySpan<byte> BeforeRid => ",\"_rid\":\""u8;
    public ReadOnlySpan<byte> BeforeSelf => _beforeSelf;
    public static ReadOnlySpan<byte> BeforeETag => "/\",\"_etag\":\"\\\""u8;
    public static ReadOnlySpan<byte> BeforeTime => "\\\"\",\"_attachments\":\"attachments/\",\"_ts\":"u8;

    public int Length => BeforeRid.Length + BeforeSelf.Length + BeforeETag.Length + BeforeTime.Length;
}
