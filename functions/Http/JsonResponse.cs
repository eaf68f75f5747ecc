using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

internal static class JsonResponse
{
    /// <summary>Writes a whole, small body with its length, so that it is not chunked.</summary>
    public static Task WriteJson<T>(this HttpResponse response, T body, JsonTypeInfo<T> type, string contentType = "application/json; charset=utf-8")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, 0, bytes.Length, response.HttpContext.RequestAborted);
    }
}
