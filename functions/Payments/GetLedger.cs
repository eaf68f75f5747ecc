using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

public sealed class GetLedger(ReadingPayments payments)
{
    [OperatorsOnly]
    [Function(nameof(GetLedger))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "orders/{id}/ledger")] HttpRequest http, string id) =>
        (await payments.Ledger(id, http.Stop())).ToHttp();
}
