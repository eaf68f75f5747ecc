using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

/// <summary>A plain answer, 200, of what is no resource with a version.</summary>
internal sealed record JsonAnswer<T>(T Body, JsonTypeInfo<T> Type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => httpContext.Response.WriteJson(Body, Type);
}
