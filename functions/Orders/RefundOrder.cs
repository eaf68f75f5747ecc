using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class RefundOrder(RefundingOrders orders)
{
    [Function(nameof(RefundOrder))]
    [OperatorsOnly]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/refunds")] HttpRequest http, string id)
    {
        if (!http.TryReadIdempotencyKey(out var key, out var refusal))
        {
            return refusal;
        }
        var body = await http.ReadJsonOr(new RefundOrderRequest(), HttpJson.Default.RefundOrderRequest, http.Stop());
        return body.IsTaken ? (await orders.Refund(http.Actor(), id, key, body.Value, http.ExpectedVersions(), http.Stop())).ToHttp() : body.Refusal;
    }
}
