using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http.Routes;

/// <summary>What to say to a request that no function takes, given the methods that its path has.</summary>
internal static class Unrouted
{
    private static readonly Problem NoRoute = new(StatusCodes.Status404NotFound, "route_not_found", "There is nothing at this address.");

    public static IResult Answer(HttpRequest request, IReadOnlyCollection<string> methods)
    {
        // A method that the path does have was not for its function all the same: the function is disabled, or a value does not fit the route.
        if (methods.Count == 0 || methods.Contains(request.Method))
        {
            return NoRoute;
        }
        var allowed = string.Join(", ", methods.Append(HttpMethods.Options));
        request.HttpContext.Response.Headers.Allow = allowed;
        return HttpMethods.IsOptions(request.Method)
            ? Results.NoContent()
            : new Problem(StatusCodes.Status405MethodNotAllowed, "method_not_allowed", $"This cannot be done here. What can: {allowed}.");
    }
}
