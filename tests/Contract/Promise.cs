using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Contract;

/// <summary>What a document promises of an answer, held against the answer.</summary>
internal static class Promise
{
    // Headers that carry meaning for clients of this API. The others are the host's, or say how to treat the bytes.
    private static readonly string[] Meant =
        ["ETag", "Location", "Link", "Retry-After", "WWW-Authenticate", "Idempotent-Replayed", "RateLimit", "RateLimit-Policy"];

    /// <summary>All that is not as documented.</summary>
    public static IReadOnlyList<string> Broken(ApiDocument document, ApiOperation operation, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        if (!operation.Responses.TryGetValue(status, out var promised))
        {
            return [$"{operation} answers {status}, which is not documented"];
        }
        var hasBody = response.RequestMessage!.Method != HttpMethod.Head;
        return
        [
            .. Headers(document, response, promised["headers"]?.AsObject() ?? []).Concat(hasBody ? Content(document, response, promised, body) : [])
                .Select(broken => $"{operation} {status}: {broken}"),
        ];
    }

    private static IEnumerable<string> Headers(ApiDocument document, HttpResponseMessage response, JsonObject promised)
    {
        var schemas = new JsonSchema(document.Lookup);
        foreach (var name in Meant.Concat(promised.Select(header => header.Key)).Distinct())
        {
            var sent = Value(response.Headers, name);
            if (promised[name] is not { } header)
            {
                if (sent is not null)
                {
                    yield return $"the header {name} is not documented";
                }
                continue;
            }
            var rule = document.Resolve(header);
            if (sent is null && (bool?)rule["required"] == true)
            {
                yield return $"the header {name} is missing";
            }
            foreach (var broken in sent is null ? [] : schemas.Validate(sent, rule["schema"]!))
            {
                yield return $"the header {name} {broken}";
            }
        }
    }

    private static IEnumerable<string> Content(ApiDocument document, HttpResponseMessage response, JsonObject promised, byte[] body)
    {
        var content = promised["content"]?.AsObject();
        var type = response.Content.Headers.ContentType?.MediaType;
        if (content is null)
        {
            return body.Length == 0 ? [] : ["has a body, and none is documented"];
        }
        if (type is null || content[type] is not { } media)
        {
            return [$"is of type {type}, which is not documented"];
        }
        if (!type.EndsWith("json", StringComparison.Ordinal))
        {
            return [];
        }
        try
        {
            return new JsonSchema(document.Lookup, strict: true).Validate(JsonNode.Parse(body), media["schema"]!);
        }
        catch (JsonException bad)
        {
            return [$"is no JSON: {bad.Message}"];
        }
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
