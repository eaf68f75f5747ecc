using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Serverless.Workflows;

namespace Serverless.Adapters.Cosmos;

/// <summary>
/// A container that holds aggregates of one kind. Reads and writes bytes: the documents are ours to serialize, and the SDK's own
/// serializer would cost a second model and reflection.
/// </summary>
internal sealed class AggregateContainer<TDocument>(Container container, JsonTypeInfo<TDocument> json)
    where TDocument : class
{
    private static readonly ItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    /// <summary>Reads one document: a point read.</summary>
    public async Task<(TDocument Document, StoreVersion Version)?> Find(string id, PartitionKey partition, CancellationToken stop)
    {
        using var response = await Outage.Watch(() => container.ReadItemStreamAsync(id, partition, cancellationToken: stop), stop);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        Outage.ThrowUnlessSuccess(response);
        var document = await Read(response.Content, stop) ?? throw new JsonException($"Document {id} is null.");
        return (document, new StoreVersion(response.Headers.ETag));
    }

    /// <summary>The document that these bytes are.</summary>
    public TDocument Read(ReadOnlySpan<byte> document) => JsonSerializer.Deserialize(document, json) ?? throw new JsonException("The document is null.");

    /// <summary>
    /// Writes a document, and returns the version that it then has and what was written; null when somebody else wrote first. When the answer
    /// is lost, what is stored decides: the SDK does not repeat a write whose outcome it does not know, and neither do we.
    /// </summary>
    public async Task<(StoreVersion Version, byte[] Written)?> Save(
        string id, PartitionKey partition, TDocument document, StoreVersion? expected, CancellationToken stop)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, json);
        return await Save(id, partition, bytes, expected, stop) is { } version ? (version, bytes) : null;
    }

    private async Task<StoreVersion?> Save(string id, PartitionKey partition, byte[] bytes, StoreVersion? expected, CancellationToken stop)
    {
        try
        {
            using var response = await Write(id, partition, bytes, expected, stop);
            return response.StatusCode switch
            {
                _ when response.IsSuccessStatusCode => new StoreVersion(response.Headers.ETag),
                HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound => null,
                var status when Outage.LeavesUnknown(status) => await ReadBack(id, partition, bytes, expected, stop),
                _ => throw Outage.Of(response),
            };
        }
        catch (Exception failure) when (Outage.LeavesUnknown(failure) && !stop.IsCancellationRequested)
        {
            return await ReadBack(id, partition, bytes, expected, stop);
        }
    }

    private Task<ResponseMessage> Write(string id, PartitionKey partition, byte[] document, StoreVersion? expected, CancellationToken stop) =>
        expected is { } version
            ? container.ReplaceItemStreamAsync(
                Content(document), id, partition, new() { IfMatchEtag = version.Value, EnableContentResponseOnWrite = false }, stop)
            : container.CreateItemStreamAsync(Content(document), partition, NoContent, stop);

    private async Task<StoreVersion?> ReadBack(string id, PartitionKey partition, byte[] written, StoreVersion? expected, CancellationToken stop)
    {
        if (await Find(id, partition, stop) is { } stored && stored.Version != expected)
        {
            // The document says whether it is ours: written again, it must be the same to the byte.
            return JsonSerializer.SerializeToUtf8Bytes(stored.Document, json).AsSpan().SequenceEqual(written) ? stored.Version : null;
        }
        // Not written, or not yet. The caller tries again, and the id or the ETag lets only one of the two through.
        throw new OutageException("The answer to a write was lost, and the document shows no trace of it.");
    }

    // The SDK has the whole answer in memory: read at once, it costs half of what reading it in parts costs.
    private ValueTask<TDocument?> Read(Stream content, CancellationToken stop) => content is MemoryStream memory && memory.TryGetBuffer(out var whole)
        ? ValueTask.FromResult(JsonSerializer.Deserialize(whole.AsSpan(), json))
        : JsonSerializer.DeserializeAsync(content, json, stop);

    private static MemoryStream Content(byte[] bytes) => new(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
}
