using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class GetDeadLetter(ReadingDeadLetters letters)
{
    [OperatorsOnly]
    [Function(nameof(GetDeadLetter))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dead-letters/{id}")] HttpRequest http, string id) =>
        (await letters.Get(id, http.Stop())).ToHttp();
}
