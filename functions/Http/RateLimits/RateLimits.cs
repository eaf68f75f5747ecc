using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Serverless.Workflows;

namespace Serverless.Functions.Http.RateLimits;

/// <summary>
/// Keeps one caller from taking an instance from the others: a budget of reads and one of writes for each subject of a token, and for each
/// client address where there is none. After the <see cref="Guard"/>, which finds the subject. A function that is marked
/// <see cref="DisableRateLimitingAttribute"/> has no limit.
/// </summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider clock) : IFunctionsWorkerMiddleware
{
    public const string MeterName = "Serverless.Http";

    private static readonly FrozenSet<string> Exempt = FunctionMarks.Of<DisableRateLimitingAttribute>();
    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Limited =
        Meter.CreateCounter<long>("http.rate_limited", "{request}", "Requests that were refused because their caller sends too many.");

    private readonly int _trustedProxies = options.Value.TrustedProxies;
    private readonly string _addressHeader = options.Value.AddressHeader;
    private readonly Buckets? _reads = Of("reads", options.Value.Reads, clock);
    private readonly Buckets? _writes = Of("writes", options.Value.Writes, clock);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && BudgetFor(http.Request.Method) is { } buckets && !Exempt.Contains(context.FunctionDefinition.Name)
            ? Limit(http, buckets, context, next)
            : next(context);

    private Task Limit(HttpContext http, Buckets buckets, FunctionContext context, FunctionExecutionDelegate next)
    {
        var grant = buckets.Take(http.Features.Get<Actor>()?.Id.Value ?? (object)ClientAddress.Of(http, _trustedProxies, _addressHeader));
        http.Response.Headers["RateLimit-Policy"] = buckets.Budget.Policy;
        http.Response.Headers["RateLimit"] = buckets.Budget.State(grant);
        if (grant.IsGranted)
        {
            return next(context);
        }
        Limited.Add(1, new KeyValuePair<string, object?>("budget", buckets.Budget.Name));
        return buckets.Budget.Exhausted(grant).ExecuteAsync(http);
    }

    private Buckets? BudgetFor(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) ? _reads : _writes;

    private static Buckets? Of(string name, BudgetOptions budget, TimeProvider clock) =>
        budget.PerSecond == 0 ? null : new(new(name, budget), clock);
}
