using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>One operation of a batch as it came over the wire.</summary>
internal struct BatchOperation
{
    public int Code;
    public string? Id;
    public string? IfMatch;
    public string? IfNoneMatch;
    public byte[]? Body;
    public bool Minimal;

    /// <exception cref="Refusal">It breaks a rule.</exception>
    public readonly Operation ToOperation(Container container, PartitionKey partition, long now)
    {
        var kind = Code switch
        {
            0 => OperationKind.Create,
            1 => OperationKind.Patch,
            2 => OperationKind.Read,
            4 => OperationKind.Delete,
            5 => OperationKind.Replace,
            20 => OperationKind.Upsert,
            _ => throw Refusal.NotImplemented($"Operations of type {Code} are not supported in a batch."),
        };
        return kind switch
        {
            OperationKind.Create or OperationKind.Upsert or OperationKind.Replace => Requests.Write(kind, Id, Body, container, partition, now) with
            {
                IfMatch = IfMatch,
                Minimal = Minimal,
            },
            _ when Id is null => throw Refusal.BadRequest("An operation of the batch names no document."),
            OperationKind.Patch => new(kind, Id, Patch: Patch.Parse(Body), IfMatch: IfMatch, Minimal: Minimal),
            _ => new(kind, Id, IfMatch: IfMatch, IfNoneMatch: IfNoneMatch),
        };
    }
}
