using System.Buffers;
using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Computes one page of a query's results.</summary>
/// <param name="Results">The results as JSON, one after another with commas between.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Next">Where the next page begins; null when this was the last.</param>
/// <param name="Read">How many documents were looked at.</param>
internal sealed record QueryPage(ReadOnlyMemory<byte> Results, int Count, Continuation? Next, int Read)
{
    private const int MostBytes = 4 * 1024 * 1024;

    public static QueryPage Compute(Connection connection, Container container, PartitionRange? asked, Query query, Continuation from, int most, long now)
    {
        if (query.Sources.Count == 0)
        {
            return Whole(new Scan(connection, container, now, default), [null], query, from, most);
        }
        var narrowing = Narrowing.Of(query.Innermost, container, asked);
        var scan = new Scan(connection, container, now, narrowing);
        if (narrowing.Id is null && IndexRange.For(query, container) is { } range)
        {
            return Whole(scan, scan.Sorted(range), query with { OrderBy = [] }, from, most);
        }
        // What depends on more than the row at hand is computed anew for each page, and what was given out is skipped.
        return query.Inner is not null || query.IsGrouped || query.OrderBy.Count > 0 || query.Distinct || query.Offset > 0
            ? Whole(scan, scan.Documents(default).Select(document => document.Scope), query, from, most)
            : Streamed(scan, query, from, most);
    }

    private static QueryPage Whole(Scan scan, IEnumerable<Scope?> documents, Query query, Continuation from, int most)
    {
        var page = new Builder();
        var results = QueryRun.Results(query, documents).Skip(from.Given);
        foreach (var result in results)
        {
            if (page.IsFull(most))
            {
                return page.Build(new(null, null, 0, from.Given + page.Count), scan.Read);
            }
            page.Add(result);
        }
        return page.Build(null, scan.Read);
    }

    private static QueryPage Streamed(Scan scan, Query query, Continuation from, int most)
    {
        var page = new Builder();
        var left = (query.Most ?? int.MaxValue) - from.Given;
        var last = from;
        if (left <= 0)
        {
            return page.Build(null, 0);
        }
        foreach (var (scope, partition, id) in scan.Documents(from))
        {
            var rows = 0;
            var skip = partition == from.Partition && id == from.Id ? from.Rows : 0;
            foreach (var row in QueryRun.Rows(query, scope))
            {
                if (rows++ < skip)
                {
                    continue;
                }
                var result = QueryRun.Project(query, row);
                if (!result.IsDefined && query.IsValue)
                {
                    continue;
                }
                if (page.IsFull(most))
                {
                    return page.Build(last with { Given = from.Given + page.Count }, scan.Read);
                }
                page.Add(result);
                last = new(partition, id, rows, 0);
                if (page.Count == left)
                {
                    return page.Build(null, scan.Read);
                }
            }
        }
        return page.Build(null, scan.Read);
    }

    private sealed class Builder
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(4096);

        public int Count { get; private set; }

        public bool IsFull(int most) => Count >= most || _buffer.WrittenCount > MostBytes;

        public void Add(Value result)
        {
            if (Count++ > 0)
            {
                _buffer.Write(","u8);
            }
            QueryOutput.Write(result, _buffer);
        }

        public QueryPage Build(Continuation? next, int read) => new(_buffer.WrittenMemory, Count, next, read);
    }
}
