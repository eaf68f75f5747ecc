using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host.Invoking;
using Serverless.Embedded.Telemetry;

namespace Serverless.Embedded.Host.Http;

/// <summary>Answers requests by HTTP functions, as the official host does: whatever goes wrong is a status with an empty body.</summary>
internal sealed partial class HttpDispatcher(HttpRoutes routes, FunctionInvoker invoker, FunctionKeys keys, RequestsInFlight requests, ILoggerFactory logs)
{
    public Task Answer(HttpContext http)
    {
        if (routes.Find(http) is not var (function, values))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (function.Level != AuthorizationLevel.Anonymous && !keys.Open(function, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        return Run(function, values, http);
    }

    /// <summary>Runs a function with a request that comes from within.</summary>
    public async Task Run(HttpFunction function, RouteValueDictionary values, HttpContext http)
    {
        var name = function.Plan.Function.Name;
        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            // The official host cannot hand such a body on to its worker.
            BodyTooLarge(Log(function), name, http.Request.ContentLength.Value);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }
        http.Request.RouteValues = values;
        using var span = invoker.ReportsSpans ? InvocationSpans.Begin(function, http) : null;
        requests.Begin();
        try
        {
            var returned = await invoker.Invoke(function.Plan, new Invocation(
                http.Request, new HttpBindingData(http.Request, values), TraceParent: http.Request.Headers.TraceParent), http);
            await function.Result.Send(returned, http);
            span?.Answered(http.Response.StatusCode);
        }
#pragma warning disable CA1031 // Whatever the application throws is answered, and must not end the host.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (http.RequestAborted.IsCancellationRequested)
            {
                ClientGone(Log(function), name);
                return;
            }
            Failed(Log(function), name, failure);
            span?.Failed(failure);
            if (http.Response.HasStarted || failure is GivenUpException)
            {
                http.Abort();
            }
            else
            {
                http.Response.Clear();
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
            // Until it ends it may write to this response, which the server would use for another request.
            await ((failure as GivenUpException)?.Rest ?? Task.CompletedTask);
        }
        finally
        {
            requests.End();
        }
    }

    // Nearly every request is answered without a word.
    private ILogger Log(HttpFunction function) => logs.CreateLogger(function.Plan.Function.LogCategory);

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Name} failed.")]
    private static partial void Failed(ILogger log, string name, Exception failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Name} ended after its client had gone.")]
    private static partial void ClientGone(ILogger log, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A body of {Length} bytes is over the limit: function {Name} did not see it.")]
    private static partial void BodyTooLarge(ILogger log, string name, long length);
}
