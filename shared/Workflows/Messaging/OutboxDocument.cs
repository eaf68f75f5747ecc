using System.Text.Json;

namespace Serverless.Workflows.Messaging;

/// <summary>
/// An outgoing message as the change feed delivers it, between the aggregates of the same container. Everything may be missing, because
/// nothing that the feed brings may stop the relay.
/// </summary>
/// <param name="Id">The outbox id.</param>
/// <param name="Type"><see cref="OutboxType"/>; other documents are none of the relay's business.</param>
/// <param name="Subject">The message's name.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Body">The message.</param>
/// <param name="WrittenAt">When it was written, for the age of the outbox.</param>
/// <param name="TraceParent">The request that caused it.</param>
public sealed record OutboxDocument(
    string? Id, string? Type, string? Subject, string? OrderId, JsonElement Body, DateTimeOffset? WrittenAt, string? TraceParent)
{
    /// <summary>The <see cref="Type"/> of outbox documents.</summary>
    public const string OutboxType = "outbox";
}
