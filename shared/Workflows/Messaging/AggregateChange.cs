using System.Text.Json.Serialization;

namespace Serverless.Workflows.Messaging;

/// <summary>A document of an aggregate as the change feed delivers it: what it says to others.</summary>
/// <param name="Id">The aggregate's id.</param>
/// <param name="Outbox">Its messages, the oldest first: those of this version, and those of versions before it.</param>
/// <param name="WrittenAt">When this version was written, in Unix seconds: the database's own field.</param>
public sealed record AggregateChange(
    string? Id = null, IReadOnlyList<OutboxEntry?>? Outbox = null, [property: JsonPropertyName("_ts")] long WrittenAt = 0);
