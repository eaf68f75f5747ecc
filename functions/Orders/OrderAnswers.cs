using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

/// <summary>What orders answer over HTTP.</summary>
internal static class OrderAnswers
{
    public static IResult ToHttp(this PlaceOrderResult result) => result switch
    {
        PlaceOrderResult.Accepted accepted => new Accepted(accepted),
        PlaceOrderResult.Invalid invalid => Problem.OfFields("The order is not valid.", invalid.Errors),
        PlaceOrderResult.KeyReused => new Problem(
            StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused",
            "This Idempotency-Key was used for another order. Take another key, or send that order again."),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    public static IResult ToHttp(this OrderView? order) => order is null
        ? new Problem(StatusCodes.Status404NotFound, "order_not_found", "There is no such order.")
        : new Found<OrderView>(order, HttpJson.Default.OrderView, Tag(order));

    private static string Tag(OrderView order) => $"\"{order.Version}\"";

    private sealed class Accepted(PlaceOrderResult.Accepted result) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = StatusCodes.Status202Accepted;
            response.Headers.Location = $"{httpContext.Request.Path.Value?.TrimEnd('/')}/{result.Order.Id}";
            response.Headers.ETag = Tag(result.Order);
            if (result.Replayed)
            {
                response.Headers["Idempotent-Replayed"] = "true";
            }
            return response.WriteJson(result.Order, HttpJson.Default.OrderView);
        }
    }
}
