using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Serverless.Functions.Http;

/// <summary>
/// What every answer tells browsers and caches. Before the function runs, which may say otherwise: a page has a policy of its own.
/// </summary>
internal sealed class SecurityHeaders : IFunctionsWorkerMiddleware
{
    // Scripts of other origins, where the host lets them call at all, would else see none of these.
    private const string Exposed =
        "ETag, Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate";

    private static readonly FrozenSet<string> Public = FunctionMarks.Of<PublicAttribute>();

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            Write(http.Request, http.Response.Headers, Public.Contains(context.FunctionDefinition.Name));
        }
        return next(context);
    }

    private static void Write(HttpRequest request, IHeaderDictionary headers, bool isPublic)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // What anybody may see can be kept, and has to be asked about before it is used again. The rest is somebody's own.
        headers.CacheControl = isPublic ? "no-cache" : "no-store";
        if (request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        if (request.Headers.Origin.Count > 0)
        {
            headers.AccessControlExposeHeaders = Exposed;
        }
    }
}
