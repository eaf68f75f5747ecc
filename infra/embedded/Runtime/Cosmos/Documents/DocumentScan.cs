using System.Text;
using System.Text.Json;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>What the endpoint must know of a document, read in one pass over its bytes.</summary>
internal ref struct DocumentScan
{
    public const int Largest = 2 * 1024 * 1024;

    // One more level than the documents themselves may have.
    private const int DeepestNesting = 129;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = DeepestNesting };

    public string? Id;
    public PartitionKey Partition;
    public int? TimeToLive;
    public string[]? UniqueValues;

    /// <summary>One per composite index; null where the document lacks one of its values.</summary>
    public byte[]?[]? SortKeys;

    private string[] _levels;
    private SortedValues? _sorted;

    /// <summary>The properties without the braces around them, and without those that the endpoint writes itself.</summary>
    public ReadOnlySpan<byte> Properties;

    /// <exception cref="Refusal">It is too large, not JSON, not an object, or a value that matters has the wrong type.</exception>
    public static DocumentScan Of(ReadOnlySpan<byte> json, ContainerDefinition definition)
    {
        if (json.Length > Largest)
        {
            throw new Refusal(413, "RequestEntityTooLarge", $"The document has {json.Length} bytes; {Largest} are allowed.");
        }
        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            json = json[Encoding.UTF8.Preamble.Length..];
        }
        try
        {
            var scan = new DocumentScan();
            scan.Read(json, definition);
            return scan;
        }
        catch (JsonException failure)
        {
            throw Refusal.BadRequest($"The document is not valid JSON: {failure.Message}");
        }
    }

    private void Read(ReadOnlySpan<byte> json, ContainerDefinition definition)
    {
        var reader = new Utf8JsonReader(json, Strict);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Refusal.BadRequest("The document is not a JSON object.");
        }
        _levels = new string[definition.PartitionKey.Paths.Count];
        Array.Fill(_levels, PartitionKey.Undefined);
        var start = (int)reader.BytesConsumed;
        var ownProperties = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ownProperties |= IsWrittenByEndpoint(ref reader);
            ReadProperty(ref reader, definition);
            reader.Skip();
        }
        Partition = definition.PartitionKey.IsHierarchical ? PartitionKey.Of(_levels) : new(_levels[0]);
        SortKeys = _sorted?.Keys;
        Properties = json[start..(int)reader.TokenStartIndex];
        reader.Read();
        if (ownProperties)
        {
            Properties = WithoutOwnProperties(json);
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader, ContainerDefinition definition)
    {
        for (var i = 0; i < _levels.Length; i++)
        {
            if (definition.PartitionKey.Paths[i].BeginsAt(in reader))
            {
                var look = reader;
                _levels[i] = definition.PartitionKey.Paths[i].Follow(ref look) ? PartitionKey.Level(in look) : PartitionKey.Undefined;
            }
        }
        for (var i = 0; i < definition.UniquePaths.Count; i++)
        {
            if (definition.UniquePaths[i].BeginsAt(in reader))
            {
                var look = reader;
                (UniqueValues ??= new string[definition.UniquePaths.Count])[i] = definition.UniquePaths[i].Follow(ref look) ? RawText(look) : "null";
            }
        }
        if (definition.CompositeIndexes.Count > 0)
        {
            (_sorted ??= new(definition.CompositeIndexes)).Read(ref reader);
        }
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            Id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        else if (reader.ValueTextEquals("ttl"u8) && definition.DefaultTimeToLive is not null)
        {
            reader.Read();
            TimeToLive = ReadTimeToLive(ref reader);
        }
    }

    private static int? ReadTimeToLive(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetInt32(out var seconds) && seconds is -1 or > 0 => seconds,
        _ => throw Refusal.BadRequest("The property 'ttl' must be -1 or a number of seconds above 0."),
    };

    private static string RawText(Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    private static bool IsWrittenByEndpoint(ref Utf8JsonReader reader) => reader.ValueSpan is [(byte)'_', ..]
        && (reader.ValueTextEquals("_rid"u8) || reader.ValueTextEquals("_self"u8) || reader.ValueTextEquals("_etag"u8)
            || reader.ValueTextEquals("_ts"u8) || reader.ValueTextEquals("_attachments"u8) || reader.ValueTextEquals("_lsn"u8));

    private static byte[] WithoutOwnProperties(ReadOnlySpan<byte> json)
    {
        var kept = new MemoryStream(json.Length);
        var reader = new Utf8JsonReader(json, Strict);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var keep = !IsWrittenByEndpoint(ref reader);
            reader.Skip();
            if (keep)
            {
                if (kept.Length > 0)
                {
                    kept.WriteByte((byte)',');
                }
                kept.Write(json[start..(int)reader.BytesConsumed]);
            }
        }
        return kept.ToArray();
    }
}
