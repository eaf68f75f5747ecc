using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class ReplayDeadLetters(ReplayingDeadLetters letters)
{
    [OperatorsOnly]
    [Function(nameof(ReplayDeadLetters))]
    public async Task<ReplayedLetter> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/replay")] HttpRequest http)
    {
        var body = await http.ReadJson(HttpJson.Default.DeadLetterQuery, http.Stop());
        return body.IsTaken ? (await letters.ReplayAll(body.Value, http.Customer().Value, http.Stop())).ToReplay() : new(body.Refusal);
    }
}
