using System.Buffers.Text;
using System.Globalization;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>
/// A document as it will be stored, prepared on the caller's thread: the writer thread has only to fill in the resource id
/// and the ETag, which have fixed places at the end.
/// </summary>
internal sealed class PreparedDocument
{
    private readonly byte[] _bytes;
    private readonly Container _container;
    private readonly int _rid, _ridInSelf, _etag;

    /// <exception cref="Refusal">The document breaks a rule.</exception>
    public PreparedDocument(ReadOnlySpan<byte> json, Container container, long now)
    {
        var scan = DocumentScan.Of(json, container.Definition);
        if (Name.Fault(scan.Id) is { } fault)
        {
            throw Refusal.BadRequest(fault);
        }
        _container = container;
        Id = scan.Id!;
        Partition = scan.Partition;
        UniqueValues = container.Definition.UniqueValues(scan.UniqueValues);
        SortKeys = scan.SortKeys ?? [];
        var timeToLive = scan.TimeToLive ?? container.Definition.DefaultTimeToLive;
        Expires = timeToLive is > 0 ? now + timeToLive : null;

        Span<byte> time = stackalloc byte[20];
        Utf8Formatter.TryFormat(now, time, out var digits);
        var parts = container.SystemProperties;
        _bytes = new byte[1 + scan.Properties.Length + parts.Length + (2 * ResourceId.DocumentLength) + ETag.Digits + digits + 1];
        _bytes[0] = (byte)'{';
        scan.Properties.CopyTo(_bytes.AsSpan(1));
        var at = 1 + scan.Properties.Length;
        at = _rid = Append(SystemProperties.BeforeRid, at);
        at = _ridInSelf = Append(parts.BeforeSelf, at + ResourceId.DocumentLength);
        at = _etag = Append(SystemProperties.BeforeETag, at + ResourceId.DocumentLength);
        at = Append(SystemProperties.BeforeTime, at + ETag.Digits);
        at = Append(time[..digits], at);
        _bytes[at] = (byte)'}';
    }

    public string Id { get; }
    public PartitionKey Partition { get; }

    /// <summary>Unix seconds; null: never.</summary>
    public long? Expires { get; }

    /// <summary>One per unique key of the container.</summary>
    public IReadOnlyList<string> UniqueValues { get; }

    /// <summary>One per composite index of the container; null where the document is not in the index.</summary>
    public IReadOnlyList<byte[]?> SortKeys { get; }

    /// <summary>Fills in what only the writer knows, and hands out the bytes.</summary>
    public byte[] Seal(long rid, long lsn)
    {
        ResourceId.WriteDocument(_bytes.AsSpan(_rid), _container.Database.Number, _container.Number, rid);
        _bytes.AsSpan(_rid, ResourceId.DocumentLength).CopyTo(_bytes.AsSpan(_ridInSelf));
        lsn.TryFormat(_bytes.AsSpan(_etag), out _, "x16", CultureInfo.InvariantCulture);
        return _bytes;
    }

    private int Append(ReadOnlySpan<byte> part, int at)
    {
        part.CopyTo(_bytes.AsSpan(at));
        return at + part.Length;
    }
}
