using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Http.Timeouts;

/// <summary>
/// Ends requests that take too long, and answers them: the host's own limit holds for all triggers, and ends the process. A function that
/// is marked <see cref="RequestTimeoutAttribute"/> has another limit.
/// </summary>
internal sealed class Deadlines(IOptions<TimeoutOptions> options, TimeProvider clock) : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, RequestTimeoutAttribute> Others = FunctionMarks.By<RequestTimeoutAttribute>();

    private static readonly Problem TimedOut = Problem.Unavailable(
        "timed_out", "This took too long. Whether it was done is not known: send the same request again, and it is done once.");

    private readonly TimeSpan _limit = options.Value.RequestTimeout;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? Run(http, context, next) : next(context);

    private async Task Run(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        var (client, host) = (http.RequestAborted, context.CancellationToken);
        using var end = new CancellationTokenSource(LimitOf(context.FunctionDefinition.Name), clock);
        using var gone = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), end);
        using var stopped = host.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), end);
        http.RequestAborted = end.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !client.IsCancellationRequested && !host.IsCancellationRequested && !http.Response.HasStarted)
        {
            http.RequestAborted = client;
            await TimedOut.ExecuteAsync(http);
        }
        finally
        {
            http.RequestAborted = client;
        }
    }

    private TimeSpan LimitOf(string function) => Others.TryGetValue(function, out var other) && other.Timeout is { } limit ? limit : _limit;
}
