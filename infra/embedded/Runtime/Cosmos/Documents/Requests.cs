using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>The rules for a write that carries a document, whether it comes alone or in a batch.</summary>
internal static class Requests
{
    /// <summary>Makes the operation. <paramref name="id"/> is the one that the request names beside the document; null when it names none.</summary>
    /// <exception cref="Refusal">The document breaks a rule.</exception>
    public static Operation Write(OperationKind kind, string? id, ReadOnlySpan<byte> json, Container container, PartitionKey partition, long now)
    {
        var document = new PreparedDocument(json, container, now);
        if (document.Partition != partition)
        {
            throw new Refusal(400, "BadRequest", "The partition key of the request is not the document's own.", subStatus: 1001);
        }
        if (kind == OperationKind.Replace && id is not null && document.Id != id)
        {
            throw Refusal.BadRequest($"The document's id '{document.Id}' is not the one to replace, '{id}'.");
        }
        return new(kind, document.Id, document);
    }
}
