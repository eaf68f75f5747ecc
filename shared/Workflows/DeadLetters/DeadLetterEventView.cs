using System.Diagnostics;

namespace Serverless.Workflows.DeadLetters;

/// <summary>One thing that happened to a dead letter, as operators see it. What does not belong to its type is missing.</summary>
/// <param name="Type">died, replayAsked, replayed or discarded.</param>
/// <param name="At">When.</param>
/// <param name="By">Which operator.</param>
/// <param name="Reason">Why it died or was discarded.</param>
/// <param name="Description">Why it died, as a sentence.</param>
/// <param name="Replay">Which replay; 0 or missing is the message itself.</param>
/// <param name="MessageId">The id under which it died.</param>
/// <param name="Tries">How often copies of it had been tried before.</param>
/// <param name="Deliveries">How often the last copy was delivered, from the dead-letter queue too.</param>
/// <param name="EnqueuedAt">When the last copy was put on the queue.</param>
public sealed record DeadLetterEventView(
    string Type,
    DateTimeOffset At,
    string? By = null,
    string? Reason = null,
    string? Description = null,
    int? Replay = null,
    string? MessageId = null,
    int? Tries = null,
    int? Deliveries = null,
    DateTimeOffset? EnqueuedAt = null)
{
    internal static DeadLetterEventView Of(DeadLetterEvent happened) => happened switch
    {
        DeadLetterEvent.Died e => new(
            "died", e.At, null, e.Reason, e.Description, e.Replay, e.MessageId, e.Tries, e.Deliveries, e.EnqueuedAt),
        DeadLetterEvent.ReplayAsked e => new("replayAsked", e.At, e.By, Replay: e.Number),
        DeadLetterEvent.Replayed e => new("replayed", e.At, Replay: e.Number),
        DeadLetterEvent.Discarded e => new("discarded", e.At, e.By, e.Reason),
        _ => throw new UnreachableException(),
    };
}
