using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class ReplayDeadLetter(ReplayingDeadLetters letters)
{
    [OperatorsOnly]
    [Function(nameof(ReplayDeadLetter))]
    public async Task<ReplayedLetter> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/{id}/replay")] HttpRequest http,
        string id, CancellationToken stop) =>
        (await letters.Replay(id, http.ExpectedVersions(), http.Customer().Value, stop)).ToReplay();
}
