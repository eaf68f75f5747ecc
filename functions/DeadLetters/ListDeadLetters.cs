using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

public sealed class ListDeadLetters(ReadingDeadLetters letters)
{
    [OperatorsOnly]
    [QueryParameters("source", "reason", "orderId", "state", "from", "to", "pageSize", "cursor")]
    [Function(nameof(ListDeadLetters))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dead-letters")] HttpRequest http) =>
        (await letters.List(http.DeadLetterQuery(), http.Page(), http.Stop())).ToHttp(HttpJson.Default.PageBodyDeadLetterView);
}
