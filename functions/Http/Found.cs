using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>What a read answers: the resource with its entity tag (quoted), or 304 to a client that has it.</summary>
internal sealed record Found<T>(T Body, JsonTypeInfo<T> Type, string Tag) : IResult
{
    /// <summary>For what has no version of its own: the tag is a digest of what is answered.</summary>
    public static FoundContent ByContent(T body, JsonTypeInfo<T> type) => FoundContent.Of(body, type);

    public Task ExecuteAsync(HttpContext httpContext) =>
        Preconditions.Decide(httpContext, Tag) ?? httpContext.Response.WriteJson(Body, Type);
}
