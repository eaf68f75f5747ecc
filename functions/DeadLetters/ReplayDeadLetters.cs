using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class ReplayDeadLetters(ReplayingDeadLetters letters)
{
    [OperatorsOnly]
    [Function(nameof(ReplayDeadLetters))]
    public async Task<ReplayedLetter> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/replay")] HttpRequest http, CancellationToken stop)
    {
        var body = await http.ReadJson(HttpJson.Default.DeadLetterQuery, stop);
        return body.IsTaken ? (await letters.ReplayAll(body.Value, http.Customer().Value, stop)).ToReplay() : new(body.Refusal);
    }
}
