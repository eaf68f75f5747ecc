using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Serverless.Domain.Payments;
using Serverless.Workflows;

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
    public static async ValueTask<JsonBody<T>> ReadJson<T>(this HttpRequest request, JsonTypeInfo<T> type, CancellationToken stop)
        where T : class
    {
        if (!request.IsJson())
        {
            return new(null, new Problem(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the body as application/json, in UTF-8 and not compressed."));
        }
        return await request.ReadRaw(stop) is { } body ? Take(body, type) : new(null, RawBody.TooLarge);
    }

    /// <summary>The same where nothing need be said: no body at all stands for <paramref name="nothing"/>.</summary>
    public static ValueTask<JsonBody<T>> ReadJsonOr<T>(this HttpRequest request, T nothing, JsonTypeInfo<T> type, CancellationToken stop)
        where T : class =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false
            ? new(new JsonBody<T>(nothing, null))
            : request.ReadJson(type, stop);

    private static JsonBody<T> Take<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        if (CardNumberInJson.Find(body) is { } place)
        {
            return new(null, Problem.CardNumber(place));
        }
        try
        {
            return JsonSerializer.Deserialize(body, type) is { } value
                ? new(value, null)
                : Malformed<T>("", "The body is null: an object is expected.");
        }
        catch (JsonException bad)
        {
            var pointer = JsonPointer.FromPath(bad.Path);
            return Malformed<T>(CardNumber.MayBeIn(pointer) ? "" : pointer, JsonPointer.Explain(bad)); // Names are the client's words, too.
        }
    }

    private static JsonBody<T> Malformed<T>(string pointer, string detail)
        where T : class => new(null, new Problem(
            StatusCodes.Status400BadRequest, "malformed_json", "The body is not the JSON that is expected here.", [new FieldError(pointer, "malformed", detail)]));
}
