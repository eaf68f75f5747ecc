using System.Text.Json.Serialization;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Adapters.DeadLetters;

/// <summary>
/// A dead letter as it is stored. State, reason and position follow from the history: they stand here so that they can be asked for.
/// </summary>
internal sealed record DeadLetterDocument(
    string Id,
    string Source,
    int SchemaVersion,
    [property: JsonConverter(typeof(CamelCaseEnum<DeadLetterState>))] DeadLetterState State,
    string Position,
    string Reason,
    string MessageId,
    IReadOnlyList<DeadLetterEventDocument> History,
    string? Subject = null,
    string? OrderId = null,
    string? Body = null,
    string? BodyBase64 = null,
    string? TraceParent = null)
{
    /// <summary>Schema 1 had neither history nor position; nothing but documents that no release could send was kept in it.</summary>
    public const int CurrentSchema = 2;
}

/// <summary>One event. The nullable fields belong to one type each.</summary>
internal sealed record DeadLetterEventDocument(
    string Type,
    DateTimeOffset At,
    string? By = null,
    int? Number = null,
    string? Reason = null,
    string? Description = null,
    string? MessageId = null,
    long? SequenceNumber = null,
    int? Tries = null,
    int? Deliveries = null,
    DateTimeOffset? EnqueuedAt = null);
