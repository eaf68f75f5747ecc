using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

public sealed class PlaceOrder(PlacingOrders orders)
{
    [Function(nameof(PlaceOrder))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders")] HttpRequest http)
    {
        if (!http.TryReadIdempotencyKey(out var key, out var refusal))
        {
            return refusal;
        }
        var body = await http.ReadJson(HttpJson.Default.PlaceOrderRequest, http.Stop());
        return body.IsTaken ? (await orders.Place(http.Customer(), key, body.Value, http.Stop())).ToHttp() : body.Refusal;
    }
}
