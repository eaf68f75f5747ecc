using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Adapters.Cosmos;

/// <summary>
/// An outgoing message as a document, in the partition of the aggregate that sends it. It cleans itself up after 30 days: long after
/// the relay has sent it, and late enough to send it again.
/// </summary>
internal sealed record OutboxEntry(
    string Id,
    string Type,
    int SchemaVersion,
    string Subject,
    string OrderId,
    [property: JsonConverter(typeof(RawJson))] ReadOnlyMemory<byte> Body,
    DateTimeOffset WrittenAt,
    string? TraceParent,
    int Ttl)
{
    public const int ThirtyDays = 30 * 24 * 60 * 60; // seconds, as Cosmos counts

    /// <summary>Set in the orders container, whose partition key it is. In the payments container that is <see cref="OrderId"/>.</summary>
    public string? CustomerKey { get; init; }
}

/// <summary>Writes JSON that is already written.</summary>
internal sealed class RawJson : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Span, skipInputValidation: true);
}
