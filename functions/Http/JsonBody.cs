using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Serverless.Functions.Http;

/// <summary>A request's body, or why it cannot be taken. Read here and not by a binding, which answers bad JSON with an empty 500.</summary>
internal readonly record struct JsonBody<T>(T? Value, Problem? Refusal)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsTaken => Refusal is null;
}

internal static class JsonBody
{
    /// <summary>In bytes. A hundred order lines need a tenth of it.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>The same where nothing need be said: no body at all stands for <paramref name="nothing"/>.</summary>
    public static ValueTask<JsonBody<T>> ReadJsonOr<T>(this HttpRequest request, T nothing, JsonTypeInfo<T> type, CancellationToken stop)
        where T : class =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false ? new(new JsonBody<T>(nothing, null)) : request.ReadJson(type, stop);

    public static async ValueTask<JsonBody<T>> ReadJson<T>(this HttpRequest request, JsonTypeInfo<T> type, CancellationToken stop)
        where T : class
    {
        if (!IsJson(request.ContentType))
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the body as application/json, in UTF-8.");
        }
        if (request.ContentLength > Largest)
        {
            return TooLarge();
        }
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            if (read.Buffer.Length > Largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge();
            }
            if (read.IsCompleted)
            {
                return Take(reader, read.Buffer, type);
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        static JsonBody<T> TooLarge() =>
            Refuse(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is over {Largest / 1024} KB.");

        static JsonBody<T> Refuse(int status, string code, string detail) => new(default, new Problem(status, code, detail));
    }

    private static JsonBody<T> Take<T>(PipeReader reader, ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(body.IsSingleSegment ? body.FirstSpan : body.ToArray(), type);
            return value is null ? Malformed<T>("", "The body is null: an object is expected.") : new(value, null);
        }
        catch (JsonException bad)
        {
            return Malformed<T>(JsonPointer.FromPath(bad.Path), JsonPointer.Explain(bad));
        }
        finally
        {
            reader.AdvanceTo(body.End);
        }
    }

    private static JsonBody<T> Malformed<T>(string pointer, string detail) => new(default, new Problem(
        StatusCodes.Status400BadRequest, "malformed_json", "The body is not the JSON that is expected here.", [new FieldError(pointer, "malformed", detail)]));

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
