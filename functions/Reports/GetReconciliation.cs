using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Reports;

namespace Serverless.Functions.Reports;

public sealed class GetReconciliation(ReadingReports reports)
{
    [OperatorsOnly]
    [QueryParameters("from", "to")]
    [Function(nameof(GetReconciliation))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "reports/reconciliation")] HttpRequest http) =>
        await reports.Reconciliation(http.QueryValue("from"), http.QueryValue("to"), http.Stop()) switch
        {
            ReconciliationResult.Done done => FoundContent.Of(done.View, HttpJson.Default.ReconciliationView),
            ReconciliationResult.Invalid invalid => Problem.OfFields("The days are not valid.", invalid.Errors),
            var result => throw new NotSupportedException(result.GetType().Name),
        };
}
