using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Serverless.Functions.Http;

/// <summary>
/// Gives each invocation a trace, so that histories, messages and problems can name it: the worker begins none unless telemetry is set up.
/// A request continues its caller's (<c>traceparent</c>).
/// </summary>
internal sealed class Traces : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using var trace = Activity.Current is null ? Begin(context) : null;
        if (context.GetHttpContext() is { } http)
        {
            http.TraceIdentifier = Activity.Current!.TraceId.ToHexString(); // The answer is written when the trace has ended.
        }
        await next(context);
    }

    private static Activity Begin(FunctionContext context)
    {
        var trace = new Activity(context.FunctionDefinition.Name);
        if (ActivityContext.TryParse(context.GetHttpContext()?.Request.Headers.TraceParent, null, out var caller))
        {
            trace.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        }
        return trace.Start();
    }
}
