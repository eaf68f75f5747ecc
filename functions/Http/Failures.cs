using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>
/// Answers what a function did not foresee with a problem body, as the host would answer an empty 500. Other triggers keep their
/// exceptions: their listeners retry.
/// </summary>
internal sealed partial class Failures(ILogger<Failures> log) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? Answer(http, context, next) : next(context);

    private async Task Answer(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is there to answer.
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Unreadable(bad.StatusCode).ExecuteAsync(http);
        }
        catch (OutageException outage) when (!http.Response.HasStarted)
        {
            RequestNotServed(log, outage, context.FunctionDefinition.Name);
            await Problem.Unavailable("temporarily_unavailable", "A service behind this one is out for the moment.", outage.RetryAfter).ExecuteAsync(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            RequestFailed(log, failure, context.FunctionDefinition.Name);
            await new Problem(StatusCodes.Status500InternalServerError, "internal_error", "Something went wrong on our side.").ExecuteAsync(http);
        }
    }

    private static Problem Unreadable(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => new(status, "request_timeout", "The body did not come in time."),
        StatusCodes.Status413PayloadTooLarge => new(status, "body_too_large", "The body is larger than this server takes."),
        _ => new(status, "bad_request", "The request could not be read."),
    };

    [LoggerMessage(1001, LogLevel.Warning, "{Function} was refused by a service behind it")]
    private static partial void RequestNotServed(ILogger log, Exception failure, string function);

    [LoggerMessage(1002, LogLevel.Error, "{Function} failed")]
    private static partial void RequestFailed(ILogger log, Exception failure, string function);
}
