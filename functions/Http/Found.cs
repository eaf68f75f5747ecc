using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>
/// What a read answers: the resource with its entity tag (quoted), or 304 to a client that has it. <see cref="FoundContent"/> is for what has
/// no version of its own.
/// </summary>
internal sealed class Found<T>(T body, JsonTypeInfo<T> type, string tag) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        Preconditions.Decide(httpContext, tag) ?? httpContext.Response.WriteJson(body, type);
}
