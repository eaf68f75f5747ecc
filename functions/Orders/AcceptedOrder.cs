using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

/// <summary>202: the order, as far as it is, and where to follow it.</summary>
internal sealed class AcceptedOrder(OrderView order, bool replayed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.Headers.Location = $"{Orders(httpContext.Request)}/{order.Id}";
        response.Headers.ETag = EntityTags.Of(order.Version);
        if (replayed)
        {
            response.Headers["Idempotent-Replayed"] = "true";
        }
        return response.WriteJson(order, HttpJson.Default.OrderView);
    }

    // The route's prefix is the host's to choose.
    private static ReadOnlySpan<char> Orders(HttpRequest request)
    {
        const string Segment = "/orders";
        var path = request.Path.Value.AsSpan();
        return path[..(path.IndexOf(Segment, StringComparison.OrdinalIgnoreCase) + Segment.Length)];
    }
}
