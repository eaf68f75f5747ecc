using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Telemetry;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>Runs invocations through the worker middleware, each with its scope, its timeout and its outputs.</summary>
internal sealed partial class FunctionInvoker : IFunctionInvoker
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Dictionary<FunctionDescriptor, FunctionPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly InvocationIds _ids = new();
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly Activity _activity;
    private readonly ILoggerFactory _logs;

    /// <param name="middleware">In the order of the program: the first is the outermost.</param>
    /// <param name="scopes">Makes each invocation's services.</param>
    /// <param name="activity">Counts what is in flight.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="host">Says how long an invocation may take, and whether it is reported.</param>
    /// <param name="logs">Hears of functions that do not end when they should.</param>
    public FunctionInvoker(
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, IServiceScopeFactory scopes, Activity activity, TimeProvider clock, HostJson host,
        ILoggerFactory logs)
    {
        FunctionExecutionDelegate run = static context => ((InvocationContext)context).Plan.Run((InvocationContext)context);
        _pipeline = middleware.Reverse().Aggregate(run, (next, component) => component(next));
        _scopes = scopes;
        _activity = activity;
        _clock = clock;
        _timeout = host.FunctionTimeout ?? Timeout.InfiniteTimeSpan;
        _logs = logs;
        ReportsSpans = host.ReportsSpans;
    }

    public bool ReportsSpans { get; }

    public void Add(FunctionPlan plan) => _plans.Add(plan.Function, plan);

    public async Task<object?> Invoke(FunctionDescriptor function, Invocation invocation, CancellationToken stop)
    {
        await using var scope = _scopes.CreateAsyncScope();
        using var span = ReportsSpans ? InvocationSpans.Begin(function, invocation) : null;
        try
        {
            return await Run(_plans[function], invocation, _ids.Next(), scope.ServiceProvider, null, stop);
        }
        catch (Exception failure) when (span is not null)
        {
            span.Failed(failure);
            throw;
        }
    }

    /// <summary>An HTTP invocation shares the services of its request; what it returned is for the caller to send.</summary>
    public Task<object?> Invoke(FunctionPlan plan, Invocation invocation, HttpContext http)
    {
        var id = _ids.Next();
        http.Request.Headers["x-ms-invocation-id"] = id;
        return Run(plan, invocation, id, http.RequestServices, http, http.RequestAborted);
    }

    private async Task<object?> Run(
        FunctionPlan plan, Invocation invocation, string id, IServiceProvider services, HttpContext? http, CancellationToken stop)
    {
        using var end = new CancellationTokenSource(_timeout, _clock);
        using var stopped = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), end);
        using var running = _activity.Begin();
        var context = new InvocationContext(plan, invocation, id, services, end.Token) { Http = http };
        try
        {
            await InTime(_pipeline(context), plan, end, stop);
        }
        catch (Exception failure) when (failure is not GivenUpException && TimedOut(end, stop))
        {
            throw new TimeoutException(TimeoutMessage(plan), failure);
        }
        if (TimedOut(end, stop))
        {
            throw new TimeoutException(TimeoutMessage(plan));
        }
        if (context.Result is { } result)
        {
            foreach (var output in plan.Outputs)
            {
                if (output.Value(result) is { } value)
                {
                    await output.Write(value, end.Token);
                }
            }
        }
        return context.Result;
    }

    // As the official host: a function that does not heed its token is waited for no longer than this. There the process is ended then; here
    // the process is also the services, so the function goes on, and nobody listens to it any more.
    private async Task InTime(Task work, FunctionPlan plan, CancellationTokenSource end, CancellationToken stop)
    {
        if (!work.IsCompleted)
        {
            await work.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!work.IsCompleted && TimedOut(end, stop))
            {
                await work.WaitAsync(Grace, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!work.IsCompleted && !stop.IsCancellationRequested)
                {
                    throw new GivenUpException(
                        $"{TimeoutMessage(plan)} It did not end when its token was canceled either, and is waited for no more. "
                        + "On Azure the process would be ended now, with all that it works on.", Outlive(work, plan.Function));
                }
            }
        }
        await work;
    }

    private async Task Outlive(Task work, FunctionDescriptor function)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        EndedAtLast(_logs.CreateLogger(function.LogCategory), function.Name, work.Exception?.InnerException);
    }

    private static bool TimedOut(CancellationTokenSource end, CancellationToken stop) =>
        end.IsCancellationRequested && !stop.IsCancellationRequested;

    private string TimeoutMessage(FunctionPlan plan) =>
        $"Function '{plan.Function.Name}' ran longer than the functionTimeout of host.json, {_timeout}.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Name}, which ran longer than the functionTimeout of host.json and was given up, has ended.")]
    private static partial void EndedAtLast(ILogger log, string name, Exception? failure);
}
