using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Embedded.Host.Http;

/// <summary>
/// Finds the function of a request: in the alphabetical order of their names, the first that has the method and the route.
/// </summary>
internal sealed class HttpRoutes
{
    private readonly Dictionary<string, HttpFunction[]> _byMethod;

    public HttpRoutes(IReadOnlyList<HttpFunction> functions)
    {
        Functions = functions;
        var enabled = functions.Where(function => !function.Plan.Function.Disabled).ToArray();
        _byMethod = enabled.SelectMany(function => function.Methods).Distinct().ToDictionary(
            method => method,
            method => enabled.Where(function => function.Methods.Contains(method)).ToArray(),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All, the disabled included.</summary>
    public IReadOnlyList<HttpFunction> Functions { get; }

    public (HttpFunction Function, RouteValueDictionary Values)? Find(HttpContext http)
    {
        if (_byMethod.TryGetValue(http.Request.Method, out var functions))
        {
            foreach (var function in functions)
            {
                if (function.Matches(http, out var values))
                {
                    return (function, values);
                }
            }
        }
        return null;
    }
}
