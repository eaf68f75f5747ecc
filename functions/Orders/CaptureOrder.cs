using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class CaptureOrder(CapturingOrders orders)
{
    [Function(nameof(CaptureOrder))]
    [OperatorsOnly]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/capture")] HttpRequest http, string id)
    {
        var body = await http.ReadJsonOr(new CaptureOrderRequest(), HttpJson.Default.CaptureOrderRequest, http.Stop());
        return body.IsTaken ? (await orders.Capture(http.Actor(), id, body.Value, http.ExpectedVersions(), http.Stop())).ToHttp() : body.Refusal;
    }
}
