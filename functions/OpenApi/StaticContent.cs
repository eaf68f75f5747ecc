using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;

namespace Serverless.Functions.OpenApi;

/// <summary>Bytes that are the same for everybody until the next deployment, with their entity tag: or 304 to a client that has them.</summary>
internal sealed record StaticContent(byte[] Bytes, string ContentType, string Tag) : IResult
{
    /// <summary>What the page may load and do, where it is one.</summary>
    public string? ContentSecurityPolicy { get; init; }

    public static StaticContent Of(byte[] bytes, string contentType) => new(bytes, contentType, EntityTags.OfContent(bytes));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (ContentSecurityPolicy is not null)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        }
        return Preconditions.Decide(httpContext, Tag) ?? httpContext.Response.WriteBody(Bytes, ContentType);
    }
}
