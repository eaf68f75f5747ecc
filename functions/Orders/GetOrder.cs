using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class GetOrder(ReadingOrders orders)
{
    [Function(nameof(GetOrder))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "orders/{id}")] HttpRequest http, string id) =>
        (await orders.Get(http.Actor(), id, http.Stop())).ToHttp();
}
