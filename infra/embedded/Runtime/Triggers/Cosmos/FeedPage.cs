using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>One page of a change feed as it came from the endpoint; its documents are read from the bytes in place. Returns its buffer when disposed.</summary>
internal readonly struct FeedPage : IDisposable
{
    private readonly byte[] _buffer;
    private readonly int _length;

    private FeedPage(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    public static FeedPage Read(Stream stream)
    {
        // The SDK hands out what it has in memory; a stream of unknown length is read to its end first.
        if (!stream.CanSeek)
        {
            var whole = new MemoryStream();
            stream.CopyTo(whole);
            whole.Position = 0;
            stream = whole;
        }
        var buffer = ArrayPool<byte>.Shared.Rent((int)stream.Length);
        return new FeedPage(buffer, stream.ReadAtLeast(buffer, (int)stream.Length, throwOnEndOfStream: false));
    }

    /// <summary>Reads the documents as a collection of the given type.</summary>
    public object? Documents(JsonTypeInfo type)
    {
        var reader = AtDocuments();
        return JsonSerializer.Deserialize(ref reader, type);
    }

    /// <summary>The documents as JSON text: an array.</summary>
    public string Text()
    {
        var reader = AtDocuments();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(_buffer, start, (int)reader.BytesConsumed - start);
    }

    public int Count()
    {
        var reader = AtDocuments();
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }
        return count;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private Utf8JsonReader AtDocuments()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(0, _length));
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return reader;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("Documents"u8);
            reader.Read();
            if (found && reader.TokenType == JsonTokenType.StartArray)
            {
                return reader;
            }
            reader.Skip();
        }
        throw new JsonException("The page of the change feed holds no 'Documents'.");
    }
}
