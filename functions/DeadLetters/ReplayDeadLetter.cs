using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class ReplayDeadLetter(ReplayingDeadLetters letters)
{
    [OperatorsOnly]
    [Function(nameof(ReplayDeadLetter))]
    public async Task<ReplayedLetter> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/{id}/replay")] HttpRequest http,
        string id) =>
        (await letters.Replay(id, http.ExpectedVersions(), http.Customer().Value, http.Stop())).ToReplay();
}
