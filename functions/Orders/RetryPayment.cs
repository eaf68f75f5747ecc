using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class RetryPayment(RetryingPayments payments)
{
    [Function(nameof(RetryPayment))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/payment")] HttpRequest http, string id)
    {
        if (!http.TryReadIdempotencyKey(out var key, out var refusal))
        {
            return refusal;
        }
        var body = await http.ReadJson(HttpJson.Default.RetryPaymentRequest, http.Stop());
        return body.IsTaken ? (await payments.Retry(http.Customer(), id, key, body.Value, http.ExpectedVersions(), http.Stop())).ToHttp() : body.Refusal;
    }
}
