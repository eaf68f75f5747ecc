using System.Collections.Specialized;
using System.Globalization;

namespace Serverless.Embedded.Identity;

/// <summary>Who a token is for.</summary>
internal sealed record TokenRequest(string Subject, string Audience, IReadOnlyList<string> Roles, TimeSpan Lifetime)
{
    private const int LongestText = 255;
    private const int MostSeconds = 30 * 24 * 3600;
    private static readonly string[] Known = ["sub", "role", "audience", "expires_in"];

    /// <summary>Reads <c>sub</c>, <c>role</c> (any number of times), <c>audience</c> and <c>expires_in</c> (seconds).</summary>
    /// <returns>The request, or what is wrong with it.</returns>
    public static (TokenRequest? Request, string? Problem) Read(NameValueCollection query, IdentityOptions options)
    {
        if (query.AllKeys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            return (null, $"The parameter '{unknown}' is unknown; there are: {string.Join(", ", Known)}.");
        }
        var subject = query["sub"]?.Trim();
        if (string.IsNullOrEmpty(subject) || subject.Length > LongestText || query.GetValues("sub")!.Length > 1)
        {
            return (null, $"The parameter 'sub' says who the token is for: once, 1 to {LongestText} characters, for example sub=alice.");
        }
        var lifetime = options.Lifetime;
        if (query["expires_in"] is { } seconds)
        {
            if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var valid) || valid is < 1 or > MostSeconds)
            {
                return (null, $"The parameter 'expires_in' is a number of seconds from 1 to {MostSeconds}.");
            }
            lifetime = TimeSpan.FromSeconds(valid);
        }
        var roles = (query.GetValues("role") ?? []).Where(role => role.Length > 0).ToList();
        return (new(subject, query["audience"] is { Length: > 0 } audience ? audience : options.Audience, roles, lifetime), null);
    }
}
