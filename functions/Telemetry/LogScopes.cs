using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Serverless.Domain.Orders;

namespace Serverless.Functions.Telemetry;

/// <summary>
/// Puts the order that an invocation is about, and the function, on every line that is logged meanwhile, and the order on its span. What does
/// not look like an order's id is left out: it is whatever a client wrote.
/// </summary>
internal sealed class LogScopes(ILogger<LogScopes> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var order = Order(context);
        if (order is not null)
        {
            Activity.Current?.SetTag("order.id", order);
        }
        using (log.BeginScope(new KeyValuePair<string, object?>[] { new("Function", context.FunctionDefinition.Name), new("Order", order) }))
        {
            await next(context);
        }
    }

    private static string? Order(FunctionContext context)
    {
        var id = context.GetHttpContext() is { } http
            ? http.Request.RouteValues.GetValueOrDefault("id")
            : context.BindingContext.BindingData.GetValueOrDefault("CorrelationId");
        return id is string text && OrderId.TryParse(text.Trim('"'), out var order) ? order.Value : null;
    }
}
