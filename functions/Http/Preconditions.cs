using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>What <c>If-Match</c> and <c>If-None-Match</c> make of a read (RFC 9110, 13.2.2).</summary>
internal static class Preconditions
{
    /// <summary>
    /// Sets the entity tag, and answers the request if its preconditions alone decide it: 412 or 304. Null when the whole is to be sent. What
    /// a change led to is always shown: its own precondition was looked at when it was decided.
    /// </summary>
    public static Task? Decide(HttpContext http, string tag)
    {
        var request = http.Request;
        http.Response.Headers.ETag = tag;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return null;
        }
        if (request.Headers.IfMatch.Count > 0 && !request.ExpectsVersion(tag))
        {
            return Problem.VersionMismatch.ExecuteAsync(http);
        }
        if (!request.HasVersion(tag))
        {
            return null;
        }
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
