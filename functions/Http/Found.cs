using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>What a read answers: the resource with its entity tag (quoted), or 304 to a client that has it.</summary>
internal sealed record Found<T>(T Body, JsonTypeInfo<T> Type, string Tag) : IResult
{
    /// <summary>For what has no version of its own: the tag is a digest of what is answered.</summary>
    public static Found<T> ByContent(T body, JsonTypeInfo<T> type) =>
        new(body, type, $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, type)).AsSpan(0, 8))}\"");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = Tag;
        if (HttpMethods.IsPost(httpContext.Request.Method) || !httpContext.Request.HasVersion(Tag)) // What was changed is always shown.
        {
            return httpContext.Response.WriteJson(Body, Type);
        }
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
