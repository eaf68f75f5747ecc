using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

/// <summary>
/// Refuses query parameters that the function does not know: a filter with a slip in its name would answer with everything, and a change
/// would be made without what was asked of it. What anybody may call takes whatever tools add, unless it has parameters of its own.
/// </summary>
internal sealed class QueryParameters : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, QueryParametersAttribute> Known = FunctionMarks.By<QueryParametersAttribute>();
    private static readonly FrozenSet<string> Public = FunctionMarks.Of<PublicAttribute>();

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { Request.QueryString.HasValue: true } http && Unknown(http.Request.Query, context.FunctionDefinition.Name) is { } name
            ? Problem.OfFields("The query is not valid.", [new InvalidField(name, "unknown_parameter", "This parameter is not known here.")]).ExecuteAsync(http)
            : next(context);

    private static string? Unknown(IQueryCollection query, string function)
    {
        var known = Known.GetValueOrDefault(function)?.Names;
        return known is null && Public.Contains(function)
            ? null
            : query.Keys.FirstOrDefault(name => known?.Contains(name, StringComparer.OrdinalIgnoreCase) != true);
    }
}
