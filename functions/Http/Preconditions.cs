using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>What <c>If-None-Match</c> makes of a read.</summary>
internal static class Preconditions
{
    /// <summary>
    /// Sets the entity tag, and answers 304 to a client that has it; null when the whole is to be sent. What a change led to is always shown.
    /// </summary>
    public static Task? Decide(HttpContext http, string tag)
    {
        var request = http.Request;
        http.Response.Headers.ETag = tag;
        if ((!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) || !request.HasVersion(tag))
        {
            return null;
        }
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
