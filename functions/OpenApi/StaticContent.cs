using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Serverless.Functions.Http;

namespace Serverless.Functions.OpenApi;

/// <summary>Bytes that are the same for everybody until the next deployment, with their entity tag: or 304 to a client that has them.</summary>
internal sealed record StaticContent(byte[] Bytes, string ContentType, string Tag) : IResult
{
    /// <summary>What the page may load and do, where it is one.</summary>
    public string? ContentSecurityPolicy { get; init; }

    public static StaticContent Of(byte[] bytes, string contentType) =>
        new(bytes, contentType, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = Tag;
        if (ContentSecurityPolicy is not null)
        {
            response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        }
        if (httpContext.Request.HasVersion(Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = ContentType;
        response.ContentLength = Bytes.Length;
        return response.Body.WriteAsync(Bytes, 0, Bytes.Length, httpContext.RequestAborted);
    }
}
