using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class DiscardDeadLetter(DiscardingDeadLetters letters)
{
    [OperatorsOnly]
    [Function(nameof(DiscardDeadLetter))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/{id}/discard")] HttpRequest http,
        string id)
    {
        var body = await http.ReadJson(HttpJson.Default.DiscardRequest, http.Stop());
        return body.IsTaken
            ? (await letters.Discard(id, body.Value, http.ExpectedVersions(), http.Customer().Value, http.Stop())).ToHttp()
            : body.Refusal;
    }
}
