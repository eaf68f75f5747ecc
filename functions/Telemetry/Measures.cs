using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Serverless.Functions.Telemetry;

/// <summary>Measures how long functions run and counts how often they fail. An answer of 500 and above is a failure as an exception is.</summary>
internal sealed class Measures(TimeProvider clock) : IFunctionsWorkerMiddleware
{
    private static readonly Meter Meter = new("Serverless.Functions");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("faas.invoke_duration", "s", "How long functions ran.");

    private static readonly Counter<long> Errors =
        Meter.CreateCounter<long>("faas.errors", "{error}", "Functions that threw, or answered with 500 or above.");

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var (began, failed) = (clock.GetTimestamp(), true);
        try
        {
            await next(context);
            failed = context.GetHttpContext() is { Response.StatusCode: >= StatusCodes.Status500InternalServerError };
        }
        finally
        {
            var function = new KeyValuePair<string, object?>("faas.name", context.FunctionDefinition.Name);
            Duration.Record(clock.GetElapsedTime(began).TotalSeconds, function);
            if (failed)
            {
                Errors.Add(1, function);
            }
        }
    }
}
