using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Domain.Payments;

namespace Serverless.Functions.Http;

/// <summary>
/// Refuses a request with a card number where every request has room for one: in its address, its query string, its idempotency key. Bodies
/// are looked at where they are read (<see cref="JsonBody"/>, and the rows of an import one by one).
/// </summary>
internal sealed class CardNumbers : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && FieldWithCard(http.Request) is { } field ? Problem.CardNumber(field).ExecuteAsync(http) : next(context);

    private static string? FieldWithCard(HttpRequest request) =>
        CardNumber.IsIn(request.Path.Value) ? "path"
        : CardNumber.IsIn(request.Headers["Idempotency-Key"].ToString()) ? "Idempotency-Key"
        : request.QueryString.HasValue ? ParameterWithCard(request.Query)
        : null;

    // Of a parameter that is itself called so, the name is not repeated.
    private static string? ParameterWithCard(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (CardNumber.IsInName(name))
            {
                return "";
            }
            if (CardNumber.IsIn(values.ToString()))
            {
                return name;
            }
        }
        return null;
    }
}
