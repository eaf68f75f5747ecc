using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>A plain answer, 200, of what is no resource with a version.</summary>
internal sealed class JsonAnswer<T>(T body, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => httpContext.Response.WriteJson(body, type);
}
