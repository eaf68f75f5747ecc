using System.Text;
using System.Text.Unicode;
using Serverless.Adapters.Cosmos;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Adapters.DeadLetters;

/// <summary>From dead letter to document and back, without loss.</summary>
internal static class DeadLetterMapping
{
    public static DeadLetterDocument ToDocument(this DeadLetter letter)
    {
        var content = letter.Content;
        var isText = Utf8.IsValid(content.Body.Span);
        return new(
            letter.Id.Value, letter.Id.Source.Name, DeadLetterDocument.CurrentSchema, letter.State, Position(DeadLetterPosition.Of(letter)),
            letter.Death.Reason, content.MessageId, [.. letter.History.Select(ToDocument)], content.Subject, content.OrderId,
            isText ? Encoding.UTF8.GetString(content.Body.Span) : null, isText ? null : Convert.ToBase64String(content.Body.Span), content.TraceParent);
    }

    public static DeadLetter ToDomain(this DeadLetterDocument document)
    {
        if (document.SchemaVersion != DeadLetterDocument.CurrentSchema)
        {
            throw new NotSupportedException($"Dead letter {document.Id} has schema {document.SchemaVersion}; {DeadLetterDocument.CurrentSchema} is known.");
        }
        var body = document.BodyBase64 is { } encoded ? Convert.FromBase64String(encoded) : Encoding.UTF8.GetBytes(document.Body ?? "");
        return new(
            DeadLetterId.Parse(document.Id),
            new LetterContent(document.MessageId, document.Subject, document.OrderId, body, document.TraceParent),
            [.. document.History.Select(happened => ToDomain(happened, document.Id))]);
    }

    public static string Position(DeadLetterPosition position) => ListPosition.Of(position.DiedAt, position.Id.Value);

    private static DeadLetterEventDocument ToDocument(DeadLetterEvent happened) => happened switch
    {
        DeadLetterEvent.Died e => new(
            "died", e.At, Number: e.Replay, Reason: e.Reason, Description: e.Description, MessageId: e.MessageId,
            SequenceNumber: e.SequenceNumber, Tries: e.Tries, Deliveries: e.Deliveries, EnqueuedAt: e.EnqueuedAt),
        DeadLetterEvent.ReplayAsked e => new("replayAsked", e.At, e.By, e.Number),
        DeadLetterEvent.Replayed e => new("replayed", e.At, Number: e.Number),
        DeadLetterEvent.Discarded e => new("discarded", e.At, e.By, Reason: e.Reason),
        _ => throw new NotSupportedException($"The event {happened.GetType().Name} has no document."),
    };

    private static DeadLetterEvent ToDomain(DeadLetterEventDocument happened, string id) => happened switch
    {
        { Type: "died", MessageId: { } message, Reason: { } reason } => new DeadLetterEvent.Died(
            happened.At, message, happened.SequenceNumber ?? 0, reason, happened.Description ?? "", happened.Number ?? 0,
            happened.Tries ?? 0, happened.Deliveries ?? 0, happened.EnqueuedAt ?? happened.At),
        { Type: "replayAsked", Number: { } number } => new DeadLetterEvent.ReplayAsked(happened.At, number, happened.By ?? ""),
        { Type: "replayed", Number: { } number } => new DeadLetterEvent.Replayed(happened.At, number),
        { Type: "discarded", Reason: { } reason } => new DeadLetterEvent.Discarded(happened.At, reason, happened.By ?? ""),
        _ => throw new NotSupportedException($"Dead letter {id} has an event '{happened.Type}' that is not known, or lacks what belongs to it."),
    };
}
