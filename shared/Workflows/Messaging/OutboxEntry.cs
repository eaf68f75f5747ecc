using System.Diagnostics;
using System.Text.Json.Serialization;
using Serverless.Contracts;

namespace Serverless.Workflows.Messaging;

/// <summary>
/// An outgoing message inside the document of the aggregate that sends it, written as one with the state that it speaks of. Everything
/// may be missing, because nothing that the change feed brings may stop the relay.
/// </summary>
/// <param name="Id">The outbox id, which is the <c>MessageId</c> on the bus.</param>
/// <param name="Subject">The message's name.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Body">The message, as JSON.</param>
/// <param name="WrittenAt">When it was written, for the age of the outbox.</param>
/// <param name="TraceParent">The request that caused it.</param>
public sealed record OutboxEntry(
    string? Id = null,
    string? Subject = null,
    string? OrderId = null,
    [property: JsonConverter(typeof(RawJson))] ReadOnlyMemory<byte> Body = default,
    DateTimeOffset? WrittenAt = null,
    string? TraceParent = null)
{
    /// <summary>How long an entry stays in its document, and is sent when the feed is read anew: 30 days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>
    /// How many entries that are more than a day old a document keeps, the newest. A payment that stands still is reported again and again,
    /// and a document has an end: 2 MB.
    /// </summary>
    public const int MostAfterADay = 100;

    /// <summary>
    /// The outbox of a document's next version: what the last one held and is younger than <see cref="Lifetime"/>, and the new messages. The
    /// feed shows a document as it is when it is read, so that an entry must outlive the versions that nobody read.
    /// </summary>
    /// <returns>Null when there is none, so that nothing is stored.</returns>
    public static IReadOnlyList<OutboxEntry>? After(StoreVersion? before, IReadOnlyList<OutgoingMessage> messages, DateTimeOffset now)
    {
        var held = before?.Outbox ?? [];
        var yesterday = now - TimeSpan.FromDays(1);
        OutboxEntry[] entries =
        [
            .. held.Where((entry, index) => !entry.IsOver(now) && (index >= held.Count - MostAfterADay || entry.WrittenAt >= yesterday)),
            .. messages.Select(message => Of(message, now)),
        ];
        return entries.Length == 0 ? null : entries;
    }

    /// <summary>Whether it is older than <see cref="Lifetime"/>.</summary>
    internal bool IsOver(DateTimeOffset now) => WrittenAt < now - Lifetime;

    private static OutboxEntry Of(OutgoingMessage message, DateTimeOffset now) => new(
        message.Id, Messages.SubjectOf(message.Body), message.Body.OrderId, Messages.Write(message.Body), now, Activity.Current?.Id);
}
