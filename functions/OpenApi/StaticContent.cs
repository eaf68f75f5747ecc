using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;

namespace Serverless.Functions.OpenApi;

/// <summary>Bytes that are the same for everybody until the next deployment, with their entity tag: or 304 to a client that has them.</summary>
/// <param name="bytes">The content.</param>
/// <param name="contentType">What it is.</param>
/// <param name="policy">What a page may load and do: its <c>Content-Security-Policy</c>.</param>
internal sealed class StaticContent(byte[] bytes, string contentType, string? policy = null) : IResult
{
    private readonly string _tag = EntityTags.OfContent(bytes);

    internal ReadOnlySpan<byte> Bytes => bytes;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (policy is not null)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = policy;
        }
        return Preconditions.Decide(httpContext, _tag) ?? httpContext.Response.WriteBody(bytes, contentType);
    }
}
