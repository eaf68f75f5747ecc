using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Contracts;

namespace Serverless.Workflows.DeadLetters;

/// <summary>A dead letter as operators see it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Source">Where the message ended.</param>
/// <param name="State">open, replayed or discarded.</param>
/// <param name="MessageId">The message's id, without what tries and replays added to it.</param>
/// <param name="Subject">The message's name.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Reason">Why it died last: a code.</param>
/// <param name="Description">Why it died last: a sentence.</param>
/// <param name="DiedAt">When it died last.</param>
/// <param name="Replays">How many replays were asked for.</param>
/// <param name="TraceId">The trace of the request that caused the message.</param>
/// <param name="Body">What it says; of one letter alone, and where it is JSON.</param>
/// <param name="BodyBase64">What it says, where it is no JSON; of one letter alone.</param>
/// <param name="History">All that happened, oldest first; of one letter alone.</param>
public sealed record DeadLetterView(
    string Id,
    string Source,
    [property: JsonConverter(typeof(CamelCaseEnum<DeadLetterState>))] DeadLetterState State,
    string MessageId,
    string? Subject,
    string? OrderId,
    string Reason,
    string Description,
    DateTimeOffset DiedAt,
    int Replays,
    string? TraceId,
    JsonElement? Body = null,
    string? BodyBase64 = null,
    IReadOnlyList<DeadLetterEventView>? History = null)
{
    /// <summary>Grows with every change: the entity tag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    internal static DeadLetterView Of(DeadLetter letter) => new(
        letter.Id.Value,
        letter.Id.Source.Name,
        letter.State,
        letter.Content.MessageId,
        letter.Content.Subject,
        letter.Content.OrderId,
        letter.Death.Reason,
        letter.Death.Description,
        letter.Death.At,
        letter.Replays,
        letter.Content.TraceParent?.Split('-') is [_, var trace, ..] ? trace : null)
    {
        Version = letter.Version,
    };

    internal static DeadLetterView Whole(DeadLetter letter)
    {
        var json = Json(letter.Content.Body);
        return Of(letter) with
        {
            Body = json,
            BodyBase64 = json is null ? Convert.ToBase64String(letter.Content.Body.Span) : null,
            History = [.. letter.History.Select(DeadLetterEventView.Of)],
        };
    }

    private static JsonElement? Json(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span);
        try
        {
            return JsonElement.TryParseValue(ref reader, out var json) && reader.BytesConsumed == body.Length ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
