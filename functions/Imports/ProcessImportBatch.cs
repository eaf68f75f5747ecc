using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

/// <summary>Places the orders of one batch. One that fails comes again after a while (host.json), and is poison after too many times.</summary>
public sealed class ProcessImportBatch(PlacingImports imports)
{
    [Function(nameof(ProcessImportBatch))]
    public Task Run([QueueTrigger(Entities.Imports)] string batch, CancellationToken stop) => imports.Place(batch, stop);
}
