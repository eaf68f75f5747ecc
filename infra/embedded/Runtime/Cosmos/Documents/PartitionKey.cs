using System.Globalization;
using System.Text;
using System.Text.Json;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>
/// A partition key in the form that the table holds. A value is a letter for its kind, then the value. A hierarchical key is the
/// effective keys of its values, then each value after its length, so that keys with the same first values are neighbours.
/// </summary>
internal readonly record struct PartitionKey(string Text)
{
    /// <summary>The value of a document that has no such property.</summary>
    public const string Undefined = "u";

    private const int WrongKey = 1001;

    /// <summary>Puts the values of all levels together.</summary>
    public static PartitionKey Of(IReadOnlyList<string> levels) =>
        new(Effective(levels) + string.Concat(levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Length}:{level}"))));

    /// <summary>What the keys with these first values begin with.</summary>
    public static string Effective(IEnumerable<string> levels) => string.Concat(levels.Select(EffectiveKey.Of));

    /// <summary>One value of a key.</summary>
    public static string Level(double number) => "n" + number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The number that a value of that kind holds.</summary>
    public static double Number(string level) => double.Parse(level.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>Reads the value that a JSON reader stands on.</summary>
    /// <exception cref="Refusal">An object or an array.</exception>
    public static string Level(ref readonly Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => "s" + reader.GetString(),
        JsonTokenType.Number => Level(reader.GetDouble()),
        JsonTokenType.True => "t",
        JsonTokenType.False => "f",
        JsonTokenType.Null => "z",
        _ => throw Refusal.BadRequest("A partition key must be a string, a number, a boolean or null."),
    };

    /// <summary>Reads the key of one document or one partition, as a header or an operation of a batch names it: a value for each level.</summary>
    /// <exception cref="Refusal">It is missing, or something else.</exception>
    public static PartitionKey Parse(string? header, PartitionKeyDefinition definition)
    {
        var levels = Levels(header ?? throw Refusal.BadRequest($"No partition key is named; the container's is {definition}."));
        return levels.Count != definition.Paths.Count
            ? throw new Refusal(400, "BadRequest",
                $"The partition key {header} has {levels.Count} values; the container's has {definition.Paths.Count} ({definition}).", WrongKey)
            : definition.IsHierarchical ? Of(levels) : new(levels[0]);
    }

    /// <summary>Reads the values: a JSON array; <c>{}</c> stands for the undefined value, and so does an empty array.</summary>
    /// <exception cref="Refusal">It is something else.</exception>
    public static IReadOnlyList<string> Levels(string header)
    {
        if (header.Length > 3 && header.StartsWith("[\"", StringComparison.Ordinal) && header.EndsWith("\"]", StringComparison.Ordinal)
            && header.AsSpan(2, header.Length - 4).IndexOfAny('\\', '"') < 0)
        {
            return ["s" + header[2..^2]];
        }
        try
        {
            return ParseJson(Encoding.UTF8.GetBytes(header));
        }
        catch (JsonException)
        {
            throw Refusal.BadRequest($"The partition key {header} is not a JSON array of values.");
        }
    }

    private static List<string> ParseJson(ReadOnlySpan<byte> json)
    {
        var levels = new List<string>();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            levels.Add(reader.TokenType is JsonTokenType.StartObject ? Undefined : Level(ref reader));
            reader.Skip();
        }
        return levels.Count > 0 ? levels : [Undefined];
    }
}
