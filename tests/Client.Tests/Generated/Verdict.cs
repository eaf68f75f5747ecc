using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Contract;

namespace Serverless.Client.Tests.Generated;

/// <summary>What is wrong with an answer, whatever was asked.</summary>
internal static class Verdict
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static IEnumerable<string> Of(ApiDocument document, GeneratedRequest request, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        if (IsOfTheHost(request, status, body))
        {
            return [];
        }
        if (status == 500)
        {
            return ["500"];
        }
        var path = Resolved(request.Path);
        return document.Find(request.Method.ToUpperInvariant(), path) is { } operation && !IsUnrouted(body)
            ? Promise.Broken(document, operation, response, body)
            : Unrouted(document, request.Method, path, response, body);
    }

    // Before it knows of a function, the host refuses what is no HTTP or too long, and finds nothing for a method that functions cannot have
    // or at a path with an empty segment.
    private static bool IsOfTheHost(GeneratedRequest request, int status, byte[] body) => body.Length == 0
        && (status is 400 or 414 or 431
            || (status == 404 && (!Methods.Contains(request.Method.ToUpperInvariant()) || request.Path.Contains("//", StringComparison.Ordinal))));

    private static IEnumerable<string> Unrouted(ApiDocument document, string method, string path, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        if (status == 204 && method == "OPTIONS" && response.Content.Headers.Allow.Count > 0)
        {
            return [];
        }
        if (!path.StartsWith(document.BasePath + "/", StringComparison.OrdinalIgnoreCase))
        {
            return status is 404 or 200 ? [] : [$"{status} outside of {document.BasePath}"];
        }
        if (status is not (404 or 405) && !(status == 400 && body.AsSpan().IndexOf("\"card_number\""u8) >= 0))
        {
            return [$"{status} where nothing is documented"];
        }
        if (status == 405 && response.Content.Headers.Allow.Count == 0)
        {
            return ["405 without Allow"];
        }
        return method == "HEAD" ? [] : Problem(document, status, body);
    }

    // The server takes dots for steps in the path, escaped ones too.
    private static string Resolved(string path) =>
        path.Split('/').Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..") ? new Uri("http://host" + path).AbsolutePath : path;

    private static IEnumerable<string> Problem(ApiDocument document, int status, byte[] body)
    {
        try
        {
            var problem = JsonNode.Parse(body)!;
            return (int?)problem["status"] == status
                ? new JsonSchema(document.Lookup, strict: true).Validate(problem, document.Lookup("#/components/schemas/Problem"))
                : [$"{status} with a problem that says {problem["status"]}"];
        }
        catch (JsonException)
        {
            return [$"{status} without a problem"];
        }
    }

    // A path that looks like that of an operation may be none to the host, which reads escapes its own way.
    private static bool IsUnrouted(byte[] body) => body.AsSpan().IndexOf("\"route_not_found\""u8) >= 0;
}
