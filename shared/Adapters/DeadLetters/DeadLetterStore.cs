using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.DeadLetters;

/// <summary>Dead letters in Cosmos DB: the container <c>dead-letters</c>, a partition for each source.</summary>
internal sealed class DeadLetterStore(Container container, TimeProvider time) : IDeadLetters
{
    private const string Outbox = "outbox";
    private static readonly ItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    public async Task Keep(OutboxDocument document, string reason, CancellationToken stop)
    {
        var kept = new DeadLetterDocument(
            document.Id ?? DigestOf(document), Outbox, 1, reason, time.GetUtcNow(), document.Subject, document.OrderId,
            document.Body.ValueKind == JsonValueKind.Undefined ? null : document.Body);
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(kept, CosmosJson.Default.DeadLetterDocument));
        using var response = await Outage.Watch(() =>
            container.UpsertItemStreamAsync(content, new PartitionKey(Outbox), NoContent, stop), stop);
        Outage.ThrowUnlessSuccess(response);
    }

    // Derived, so that keeping it twice is keeping it once.
    private static string DigestOf(OutboxDocument document) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new DeadLetterDocument("", Outbox, 1, "", default, document.Subject, document.OrderId), CosmosJson.Default.DeadLetterDocument)));
}
