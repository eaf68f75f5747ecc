using System.Text;
using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>A path into a document, as partition keys and unique keys name it: <c>/customer/id</c>.</summary>
internal sealed class PropertyPath
{
    private readonly byte[][] _segments;

    private PropertyPath(string text, byte[][] segments)
    {
        Text = text;
        _segments = segments;
    }

    public string Text { get; }

    /// <exception cref="Refusal">It is not a path.</exception>
    public static PropertyPath Parse(string text)
    {
        if (!text.StartsWith('/') || text.Length < 2 || text.Split('/').Skip(1).Any(segment => segment.Length == 0))
        {
            throw Refusal.BadRequest($"'{text}' is not a path: it must be '/' and a property name.");
        }
        return new(text, [.. text.Split('/').Skip(1).Select(segment => Encoding.UTF8.GetBytes(segment.Trim('"')))]);
    }

    /// <summary>Whether the path begins with the property that the reader stands on.</summary>
    public bool BeginsAt(ref readonly Utf8JsonReader reader) => reader.ValueTextEquals(_segments[0]);

    /// <summary>Moves a reader that stands on the path's first property to the path's value; false when there is none.</summary>
    public bool Follow(ref Utf8JsonReader reader)
    {
        reader.Read();
        for (var depth = 1; depth < _segments.Length; depth++)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !Enter(ref reader, _segments[depth]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Enter(ref Utf8JsonReader reader, byte[] segment)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(segment);
            reader.Read();
            if (found)
            {
                return true;
            }
            reader.Skip();
        }
        return false;
    }
}
