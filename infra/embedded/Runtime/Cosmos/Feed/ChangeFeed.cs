using System.Buffers;
using System.Globalization;
using Serverless.Embedded.Cosmos.Http;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Feed;

/// <summary>
/// Answers reads of the change feed. A read that finds nothing waits until something has changed, so that readers learn of a
/// change at once, however rarely they poll; after <paramref name="hold"/> it is told that there is nothing.
/// </summary>
internal sealed class ChangeFeed(Database database, TimeProvider clock, TimeSpan hold)
{
    private const int MostChanges = 1000;
    private const int MostBytes = 4 * 1024 * 1024;

    public async Task<WireResponse> Read(WireRequest request, Container container, CancellationToken stop)
    {
        if (request.Header("x-ms-start-epk") is not null || request.Header("x-ms-documentdb-partitionkey") is not null)
        {
            throw Refusal.NotImplemented("The change feed of a part of a container is not supported: read the whole container.");
        }
        container.Counters.ReadFeed();
        var feed = container.Feed;
        var after = Position(request.Header("if-none-match"), feed.Committed);
        var most = Most(request.Header("x-ms-max-item-count"));
        var since = Since(request.Header("if-modified-since"));
        var started = clock.GetTimestamp();
        while (true)
        {
            // Taken before the look at the changes: what comes after the look completes it.
            var changed = feed.Changed;
            var committed = feed.Committed;
            var changes = Find(container, after, most);
            var wanted = since is { } time ? changes.FindAll(change => change.Time >= time) : changes;
            if (wanted.Count > 0)
            {
                return Page(container, wanted, committed);
            }
            if (changes.Count > 0)
            {
                after = changes[^1].Lsn;
                continue;
            }
            // What is not handed out (deleted, expired, replaced) is dealt with.
            after = Math.Max(after, committed);
            var left = hold - clock.GetElapsedTime(started);
            if (feed.Closed || left <= TimeSpan.Zero || !await feed.WaitBeyond(after, changed, left, clock, stop))
            {
                return Answer(new WireResponse(304), after, 0, committed);
            }
        }
    }

    private List<FeedChange> Find(Container container, long after, int most)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var found = new List<FeedChange>();
        if (!container.Feed.TryRead(after, most, now, found))
        {
            database.Read(connection => FeedTable.Read(connection, container, after, most, now, found));
        }
        return found;
    }

    private static WireResponse Page(Container container, List<FeedChange> changes, long committed)
    {
        var page = new ArrayBufferWriter<byte>(1024 + changes.Sum(change => change.Body.Length + 32));
        page.Write("{\"_rid\":\""u8);
        page.Write(System.Text.Encoding.ASCII.GetBytes(container.Rid));
        page.Write("\",\"Documents\":["u8);
        var count = 0;
        foreach (var change in changes)
        {
            if (count > 0)
            {
                if (page.WrittenCount + change.Body.Length > MostBytes)
                {
                    break;
                }
                page.Write(","u8);
            }
            page.Write(change.Body.AsSpan(..^1));
            page.Write(",\"_lsn\":"u8);
            Append(page, change.Lsn);
            page.Write("}"u8);
            count++;
        }
        page.Write("],\"_count\":"u8);
        Append(page, count);
        page.Write("}"u8);
        return Answer(Answers.Json(200, page.WrittenMemory), changes[count - 1].Lsn, count, committed);
    }

    private static void Append(ArrayBufferWriter<byte> page, long number)
    {
        number.TryFormat(page.GetSpan(20), out var length, default, CultureInfo.InvariantCulture);
        page.Advance(length);
    }

    private static WireResponse Answer(WireResponse answer, long position, int count, long committed) => answer
        .With("etag", string.Create(CultureInfo.InvariantCulture, $"\"{position}\""))
        .With("x-ms-item-count", count.ToString(CultureInfo.InvariantCulture))
        .With(1 + (count / 10.0), committed);

    private static long Position(string? ifNoneMatch, long committed) => ifNoneMatch switch
    {
        null or "" => 0,
        "*" => committed,
        _ when long.TryParse(ifNoneMatch.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var position) => position,
        _ => throw Refusal.BadRequest($"If-None-Match '{ifNoneMatch}' is not a position of the change feed."),
    };

    private static int Most(string? header) => int.TryParse(header, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var most) && most > 0
        ? Math.Min(most, MostChanges) : MostChanges;

    private static long? Since(string? header) =>
        header is null ? null
        : DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeSeconds()
        : throw Refusal.BadRequest($"If-Modified-Since '{header}' is not a date.");
}
