using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

internal static class JsonResponse
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Writes a whole, small body with its length, so that it is not chunked.</summary>
    public static Task WriteJson<T>(this HttpResponse response, T body, JsonTypeInfo<T> type, string contentType = ContentType) =>
        response.WriteBody(JsonSerializer.SerializeToUtf8Bytes(body, type), contentType);

    /// <summary>The same of what is written out already.</summary>
    public static Task WriteBody(this HttpResponse response, byte[] body, string contentType)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, 0, body.Length, response.HttpContext.RequestAborted);
    }
}
