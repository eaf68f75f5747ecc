using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class GetOrderHistory(ReadingOrders orders)
{
    [Function(nameof(GetOrderHistory))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "orders/{id}/history")] HttpRequest http, string id) =>
        (await orders.History(http.Actor(), id, http.Stop())).ToHttp();
}
