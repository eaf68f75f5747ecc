using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class ListOrders(ReadingOrders orders)
{
    [QueryParameters("status", "from", "to", "customerId", "pageSize", "cursor")]
    [Function(nameof(ListOrders))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "orders")] HttpRequest http) =>
        (await orders.List(http.Actor(), http.OrderQuery(), http.Page(), http.Stop())).ToHttp(HttpJson.Default.PageBodyOrderView);
}
