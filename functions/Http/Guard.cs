using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Functions.Http.Auth;
using Serverless.Functions.Http.RateLimits;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>
/// The one guard. Every HTTP function needs a valid bearer token, unless it is marked <see cref="PublicAttribute"/>: a function that
/// nobody thought about is closed. One that is marked <see cref="OperatorsOnlyAttribute"/> needs an operator's. What a bus or the change
/// feed triggers passes, as only the host can call it.
/// </summary>
internal sealed class Guard(TokenCache tokens, RefusedTokens refusals) : IFunctionsWorkerMiddleware
{
    private static readonly FrozenSet<string> Public = FunctionMarks.Of<PublicAttribute>();
    private static readonly FrozenSet<string> OperatorsOnly = FunctionMarks.Of<OperatorsOnlyAttribute>();

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var name = context.FunctionDefinition.Name;
            return Public.Contains(name) && !OperatorsOnly.Contains(name) ? next(context) : Check(http, context, next);
        }
        return IsHttp(context.FunctionDefinition)
            ? throw new InvalidOperationException($"The HTTP function {context.FunctionDefinition.Name} came without its request: it cannot be guarded.")
            : next(context);
    }

    private async Task Check(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        if (http.Request.BearerToken() is not { } token)
        {
            await BearerScheme.Challenge(http);
            return;
        }
        var known = tokens.Known(token);
        if (known is null && refusals.Blocked(http) is { } tooMany)
        {
            await tooMany.ExecuteAsync(http);
            return;
        }
        switch (known ?? await tokens.Validate(token, http.RequestAborted))
        {
            case Verdict.Accepted { IsOperator: false } when OperatorsOnly.Contains(context.FunctionDefinition.Name):
                await Problem.OperatorsOnly.ExecuteAsync(http);
                break;
            case Verdict.Accepted accepted:
                http.Features.Set(new Actor(accepted.Customer, accepted.IsOperator));
                await next(context);
                break;
            case Verdict.Refused { Reason: var reason }:
                refusals.Count(http);
                await BearerScheme.Refuse(http, reason);
                break;
            default:
                await Problem.Unavailable("identity_unavailable", "Callers cannot be identified at the moment.").ExecuteAsync(http);
                break;
        }
    }

    private static bool IsHttp(FunctionDefinition function) => function.InputBindings.Values.Any(binding =>
        binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase));
}
