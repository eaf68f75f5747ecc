using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>What a read answers of something without a version of its own: its tag is a digest of the answer, which is written out for it once.</summary>
internal sealed class FoundContent(byte[] json) : IResult
{
    private readonly string _tag = EntityTags.OfContent(json);

    public static FoundContent Of<T>(T body, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(body, type));

    public Task ExecuteAsync(HttpContext httpContext) =>
        Preconditions.Decide(httpContext, _tag) ?? httpContext.Response.WriteBody(json, JsonResponse.ContentType);
}
