using System.Buffers.Text;

namespace Serverless.Embedded.Cosmos.Feed;

/// <summary>A version of a document as the change feed hands it out.</summary>
internal sealed class FeedChange(string id, long lsn, byte[] body, long? expires)
{
    public string Id { get; } = id;
    public long Lsn { get; } = lsn;
    public byte[] Body { get; } = body;

    /// <summary>Unix seconds; null: never.</summary>
    public long? Expires { get; } = expires;

    /// <summary>A later version has come, or the document was deleted: the feed has only the latest.</summary>
    public bool Replaced { get; set; }

    /// <summary>When it was written, Unix seconds: the value of <c>_ts</c>, which stands last in every stored document.</summary>
    public long Time
    {
        get
        {
            var digits = Body.AsSpan(Body.AsSpan().LastIndexOf((byte)':') + 1);
            return Utf8Parser.TryParse(digits, out long time, out _) ? time : 0;
        }
    }

    public bool HasExpired(long now) => Expires <= now;

    /// <summary>Whether the feed still has it.</summary>
    public bool IsLive(long now) => !Replaced && !HasExpired(now);
}
