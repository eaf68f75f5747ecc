using System.Text.Json;
using Serverless.Domain.Payments;

namespace Serverless.Workflows;

/// <summary>Looks for card numbers in JSON: in texts, in numbers and in names.</summary>
public static class CardNumberInJson
{
    /// <summary>
    /// A JSON pointer (RFC 6901) to the first value that holds one, or to the object with such a name in it; empty for a text that is no
    /// valid JSON; null when there is none. Nearly always that is told by one pass over the bytes: only where they hold a number, or an
    /// escape that might hide one, is the text taken apart.
    /// </summary>
    public static string? Find(ReadOnlySpan<byte> json)
    {
        var isThere = CardNumber.IsIn(json);
        if (!isThere && !json.Contains((byte)'\\'))
            return null;

        try
        {
            var reader = new Utf8JsonReader(json);
            return (reader.Read() ? In(ref reader, "") : null) ?? (isThere ? "" : null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return isThere ? "" : null; // What else is wrong with it, its reader will say.
        }
    }

    private static string? In(ref Utf8JsonReader reader, string pointer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    if (CardNumber.IsInName(name))
                        return pointer;
                    reader.Read();
                    if (In(ref reader, $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}") is { } inValue)
                        return inValue;
                }

                return null;
            case JsonTokenType.StartArray:
                for (var at = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
                {
                    if (In(ref reader, $"{pointer}/{at}") is { } inItem)
                        return inItem;
                }

                return null;
            case JsonTokenType.String:
                return CardNumber.IsIn(reader.GetString()) ? pointer : null;
            case JsonTokenType.Number:
                return CardNumber.IsIn(reader.ValueSpan) ? pointer : null;
            default:
                return null;
        }
    }
}
