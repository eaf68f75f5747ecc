using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Telemetry;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>Runs invocations through the worker middleware, each with its scope, its timeout and its outputs.</summary>
internal sealed class FunctionInvoker : IFunctionInvoker
{
    private readonly Dictionary<FunctionDescriptor, FunctionPlan> _plans = new(ReferenceEqualityComparer.Instance);
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly InvocationIds _ids = new();
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly Activity _activity;

    /// <param name="middleware">In the order of the program: the first is the outermost.</param>
    /// <param name="scopes">Makes each invocation's services.</param>
    /// <param name="activity">Counts what is in flight.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="timeout">Null for none.</param>
    public FunctionInvoker(
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, IServiceScopeFactory scopes, Activity activity, TimeProvider clock, TimeSpan? timeout)
    {
        FunctionExecutionDelegate run = static context => ((InvocationContext)context).Plan.Run((InvocationContext)context);
        _pipeline = middleware.Reverse().Aggregate(run, (next, component) => component(next));
        _scopes = scopes;
        _activity = activity;
        _clock = clock;
        _timeout = timeout ?? Timeout.InfiniteTimeSpan;
    }

    public void Add(FunctionPlan plan) => _plans.Add(plan.Function, plan);

    public async Task<object?> Invoke(FunctionDescriptor function, Invocation invocation, CancellationToken stop)
    {
        await using var scope = _scopes.CreateAsyncScope();
        using var span = InvocationSpans.Begin(function, invocation);
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
            await _pipeline(context);
        }
        catch (Exception failure) when (TimedOut(end, stop))
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

    private static bool TimedOut(CancellationTokenSource end, CancellationToken stop) =>
        end.IsCancellationRequested && !stop.IsCancellationRequested;

    private string TimeoutMessage(FunctionPlan plan) =>
        $"Function '{plan.Function.Name}' ran longer than the functionTimeout of host.json, {_timeout}.";
}
