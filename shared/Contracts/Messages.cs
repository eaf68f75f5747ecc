using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Contracts;

/// <summary>Every message, and the queue or topic that carries it: the one table. Also how bodies are written and read.</summary>
public static class Messages
{
    private static readonly MessageType[] Table =
    [
        new(Entities.PaymentCommands, MessagesJson.Default.ChargePayment),
        new(Entities.PaymentCommands, MessagesJson.Default.CapturePayment),
        new(Entities.PaymentCommands, MessagesJson.Default.VoidPayment),
        new(Entities.PaymentCommands, MessagesJson.Default.RefundPayment),
        new(Entities.PaymentCommands, MessagesJson.Default.ReviewPayment),
        new(Entities.PaymentEvents, MessagesJson.Default.PaymentChanged),
        new(Entities.ProviderEvents, MessagesJson.Default.ProviderEvent),
        new(Entities.OrderEvents, MessagesJson.Default.OrderChanged),
    ];

    private static readonly FrozenDictionary<string, MessageType> BySubject =
        Table.ToFrozenDictionary(type => type.Subject, StringComparer.Ordinal);

    /// <summary>The table.</summary>
    public static IReadOnlyList<MessageType> All => Table;

    /// <summary>Finds a message type by its subject.</summary>
    public static MessageType? Find(string? subject) => subject is null ? null : BySubject.GetValueOrDefault(subject);

    /// <summary>The subject of a message.</summary>
    public static string SubjectOf(Message message) => message.GetType().Name;

    /// <summary>Writes a body, as UTF-8 JSON.</summary>
    public static byte[] Write(Message message) => JsonSerializer.SerializeToUtf8Bytes(message, BySubject[SubjectOf(message)].Json);

    /// <summary>Reads a body.</summary>
    /// <exception cref="MalformedMessageException">The subject is unknown, or the body is not its JSON.</exception>
    /// <exception cref="NewerMessageException">The schema is newer than this code.</exception>
    public static Message Read(string? subject, ReadOnlySpan<byte> body)
    {
        var type = Find(subject) ?? throw new MalformedMessageException($"There is no message '{subject}'.");
        try
        {
            var message = (Message?)JsonSerializer.Deserialize(body, type.Json) ?? throw new MalformedMessageException("The body is null.");
            return message.Schema switch
            {
                Message.CurrentSchema => message,
                > Message.CurrentSchema =>
                    throw new NewerMessageException($"The schema of {subject} is {message.Schema}; {Message.CurrentSchema} is known so far."),
                _ => throw new MalformedMessageException($"The schema of {subject} is {message.Schema}, which there never was."),
            };
        }
        catch (JsonException wrong)
        {
            throw new MalformedMessageException($"The body is not a {subject}: {wrong.Path ?? "$"} at line {wrong.LineNumber}.", wrong);
        }
    }
}

/// <summary>One row of the table.</summary>
public sealed record MessageType
{
    internal MessageType(string entity, JsonTypeInfo json) => (Entity, Json) = (entity, json);

    /// <summary>The name of the message, in the <c>Subject</c> of the bus.</summary>
    public string Subject => Json.Type.Name;

    /// <summary>The queue or topic.</summary>
    public string Entity { get; }

    /// <summary>The type of the message.</summary>
    public Type Type => Json.Type;

    internal JsonTypeInfo Json { get; }
}
