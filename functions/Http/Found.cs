using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>
/// What a read answers: the resource with its entity tag (quoted), or 304 to a client that has it. <see cref="FoundContent"/> is for what has
/// no version of its own.
/// </summary>
internal sealed record Found<T>(T Body, JsonTypeInfo<T> Type, string Tag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        Preconditions.Decide(httpContext, Tag) ?? httpContext.Response.WriteJson(Body, Type);
}
