using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class CaptureOrder(CapturingOrders orders)
{
    [Function(nameof(CaptureOrder))]
    [OperatorsOnly]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/capture")] HttpRequest http, string id, CancellationToken stop)
    {
        var body = await http.ReadJsonOr(new CaptureOrderRequest(), HttpJson.Default.CaptureOrderRequest, stop);
        return body.IsTaken ? (await orders.Capture(http.Actor(), id, body.Value, http.ExpectedVersions(), stop)).ToHttp() : body.Refusal;
    }
}
