using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http.Auth;

/// <summary>How tokens come with requests, and how they are refused (RFC 6750).</summary>
internal static class BearerScheme
{
    /// <summary>The token of the request; null when there is none, or more than one.</summary>
    public static string? BearerToken(this HttpRequest request) =>
        request.Headers.Authorization is [{ } value]
        && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && value.AsSpan(7).Trim(' ') is { Length: > 0 } token
            ? token.ToString()
            : null;

    /// <summary>401: no token came.</summary>
    public static Task Challenge(HttpContext http) =>
        Answer(http, "Bearer", "unauthenticated", "Send a bearer token: Authorization: Bearer <token>.");

    /// <summary>401: the token is not accepted. The reason is for the client's eyes.</summary>
    public static Task Refuse(HttpContext http, string reason) =>
        Answer(http, $"Bearer error=\"invalid_token\", error_description=\"{reason}\"", "invalid_token", reason);

    private static Task Answer(HttpContext http, string challenge, string code, string detail)
    {
        http.Response.Headers.WWWAuthenticate = challenge;
        return new Problem(StatusCodes.Status401Unauthorized, code, detail).ExecuteAsync(http);
    }
}
