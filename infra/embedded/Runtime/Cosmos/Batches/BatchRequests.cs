using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Http;
using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Batches;

/// <summary>Answers requests that carry many operations: transactional batches, and bulk.</summary>
internal sealed class BatchRequests(DocumentWriter documents)
{
    public async Task<WireResponse> Answer(WireRequest request, Container container, CancellationToken stop)
    {
        var body = await request.ReadBody(stop);
        var outcomes = request.IsTrue("x-ms-cosmos-batch-atomic") ? await RunTogether(request, container, body)
            : request.IsTrue("x-ms-cosmos-batch-continue-on-error") ? await RunOneByOne(container, body)
            : throw Refusal.NotImplemented("A batch that is neither atomic nor goes on after an error (x-ms-cosmos-batch-continue-on-error) is not supported.");
        var status = Array.TrueForAll(outcomes, outcome => outcome.Succeeded) ? 200 : 207;
        return new WireResponse(status, BatchAnswer.Write(outcomes), "application/octet-stream")
            .With(outcomes.Sum(outcome => outcome.Charge), container.Feed.Committed);
    }

    private Task<Outcome[]> RunTogether(WireRequest request, Container container, ReadOnlyMemory<byte> body)
    {
        var partition = PartitionKey.Parse(request.Header("x-ms-documentdb-partitionkey"), container.Definition.PartitionKey);
        var now = documents.Now;
        return documents.Run(container, partition, BatchRequest.Read(body.Span, operation => operation.ToOperation(container, partition, now)));
    }

    /// <summary>
    /// Bulk: each operation has its own partition key, and what happens to one is nothing to the others. All are queued at once, so
    /// they share the commits.
    /// </summary>
    private Task<Outcome[]> RunOneByOne(Container container, ReadOnlyMemory<byte> body) =>
        Task.WhenAll(BatchRequest.Read(body.Span, operation => Run(container, operation)));

    private Task<Outcome> Run(Container container, BatchOperation sent)
    {
        try
        {
            var partition = PartitionKey.Parse(sent.PartitionKey, container.Definition.PartitionKey);
            var operation = sent.ToOperation(container, partition, documents.Now);
            return operation.Writes ? documents.Run(container, partition, operation)
                : Task.FromResult(documents.Read(container, partition, operation.Id, operation.IfNoneMatch));
        }
        catch (Refusal refusal)
        {
            return Task.FromResult(refusal.ToOutcome());
        }
    }
}
