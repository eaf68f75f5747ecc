using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;
using Serverless.Workflows.Imports;

namespace Serverless.Functions.Imports;

/// <summary>Ends the imports that never came to their end, and puts batches that were lost on the queue again.</summary>
public sealed class ResumeImports(ResumingImports imports)
{
    [Function(nameof(ResumeImports))]
    [QueueOutput(Entities.Imports)]
    public async Task<string[]> Run([TimerTrigger("%ImportSchedule%")] TimerInfo timer, CancellationToken stop) =>
        [.. await imports.Resume(stop)];
}
