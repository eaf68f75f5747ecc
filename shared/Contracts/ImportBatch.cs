using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>
/// Asks to place the orders of one chunk of an import. It waits on the storage queue <see cref="Entities.Imports"/>, which has no
/// properties beside the body: what a message of the bus has there stands in it.
/// </summary>
/// <param name="ImportId">The import.</param>
/// <param name="Attempt">The upload that wrote the chunk.</param>
/// <param name="Chunk">The chunk's number.</param>
/// <param name="Replay">Which replay of a dead letter it is; 0 is the message itself.</param>
public sealed record ImportBatch(string ImportId, int Attempt, int Chunk, int Replay = 0)
{
    /// <summary>The schema that is written today.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema of the body.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>What the same batch is called however often it is sent. A replay has its number behind it.</summary>
    [JsonIgnore]
    public string Id => $"import-{ImportId}-{Attempt}-{Chunk}";

    /// <summary>Writes the body.</summary>
    public string Write() => JsonSerializer.Serialize(this, MessagesJson.Default.ImportBatch);

    /// <summary>Reads a body.</summary>
    /// <exception cref="MalformedMessageException">It is none of these.</exception>
    /// <exception cref="NewerMessageException">The schema is newer than this code.</exception>
    public static ImportBatch Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MessagesJson.Default.ImportBatch) switch
            {
                { Schema: CurrentSchema } batch => batch,
                { Schema: > CurrentSchema and var newer } =>
                    throw new NewerMessageException($"The schema of an import batch is {newer}; {CurrentSchema} is known so far."),
                _ => throw new MalformedMessageException("The body is no import batch, or of a schema that there never was."),
            };
        }
        catch (JsonException wrong)
        {
            throw new MalformedMessageException($"The body is no import batch: {wrong.Path ?? "$"}.", wrong);
        }
    }

    /// <summary>Reads a body, or null when it is none of these or of a newer schema.</summary>
    public static ImportBatch? TryRead(string body)
    {
        try
        {
            return Read(body);
        }
        catch (Exception unreadable) when (unreadable is MalformedMessageException or NewerMessageException)
        {
            return null;
        }
    }
}
