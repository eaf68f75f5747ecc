using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>
/// A partition key value in the form that the table holds: a letter for its kind, then the value. <c>default</c> is "none named".
/// </summary>
internal readonly record struct PartitionKey(string? Text)
{
    /// <summary>The value of a document that has no such property.</summary>
    public static readonly PartitionKey Undefined = new("u");

    public bool IsNamed => Text is not null;

    public static PartitionKey Of(double number) => new("n" + number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Reads the value that a JSON reader stands on.</summary>
    /// <exception cref="Refusal">An object or an array.</exception>
    public static PartitionKey From(ref readonly Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => new("s" + reader.GetString()),
        JsonTokenType.Number => Of(reader.GetDouble()),
        JsonTokenType.True => new("t"),
        JsonTokenType.False => new("f"),
        JsonTokenType.Null => new("z"),
        _ => throw Refusal.BadRequest("A partition key must be a string, a number, a boolean or null."),
    };

    /// <summary>Reads the header: a JSON array of one value; <c>[{}]</c> and <c>[]</c> are the undefined value.</summary>
    /// <exception cref="Refusal">It is something else.</exception>
    public static PartitionKey Parse(string? header)
    {
        if (header is null)
        {
            return default;
        }
        if (header.Length > 3 && header.StartsWith("[\"", StringComparison.Ordinal) && header.EndsWith("\"]", StringComparison.Ordinal)
            && header.AsSpan(2, header.Length - 4).IndexOfAny('\\', '"') < 0)
        {
            return new("s" + header[2..^2]);
        }
        try
        {
            return ParseJson(Encoding.UTF8.GetBytes(header));
        }
        catch (JsonException)
        {
            throw Refusal.BadRequest($"The partition key {header} is not a JSON array of one value.");
        }
    }

    private static PartitionKey ParseJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read())
        {
            throw new JsonException();
        }
        if (reader.TokenType is JsonTokenType.EndArray)
        {
            return Undefined;
        }
        var key = reader.TokenType is JsonTokenType.StartObject ? Undefined : From(ref reader);
        reader.Skip();
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray
            ? key
            : throw Refusal.NotImplemented("Hierarchical partition keys (more than one value) are not supported.");
    }
}
