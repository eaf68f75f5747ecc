using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class CancelOrder(CancellingOrders orders)
{
    [Function(nameof(CancelOrder))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/cancel")] HttpRequest http, string id) =>
        (await orders.Cancel(http.Actor(), id, http.ExpectedVersions(), http.Stop())).ToHttp();
}
