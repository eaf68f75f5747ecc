namespace Serverless.Embedded.Cosmos;

/// <summary>How often each kind of request was answered for a container, since the endpoint began.</summary>
internal sealed class Counters
{
    private long _writes, _writtenDocuments, _pointReads, _queries, _feedReads;

    /// <summary>Requests that wrote: a transactional batch counts once.</summary>
    public long Writes => Volatile.Read(ref _writes);

    /// <summary>Documents in those requests.</summary>
    public long WrittenDocuments => Volatile.Read(ref _writtenDocuments);

    public long PointReads => Volatile.Read(ref _pointReads);

    /// <summary>Query pages, and pages of plain listings; not query plans.</summary>
    public long Queries => Volatile.Read(ref _queries);

    /// <summary>Reads of the change feed, those that found nothing included.</summary>
    public long FeedReads => Volatile.Read(ref _feedReads);

    internal void Wrote(int documents)
    {
        Interlocked.Increment(ref _writes);
        Interlocked.Add(ref _writtenDocuments, documents);
    }

    internal void ReadPoint() => Interlocked.Increment(ref _pointReads);
    internal void Queried() => Interlocked.Increment(ref _queries);
    internal void ReadFeed() => Interlocked.Increment(ref _feedReads);
}
