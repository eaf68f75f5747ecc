using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Workflows;

namespace Serverless.Functions.Http;

internal static class EntityTags
{
    /// <summary>The tag of a version.</summary>
    public static string Of(long version) => $"\"{version}\"";

    /// <summary>The tag of what has no numbered versions.</summary>
    public static string Of(string version) => $"\"{version}\"";

    /// <summary>The tag of what has no version at all: a digest of what is answered.</summary>
    public static string OfContent(byte[] content) => Of(Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)));

    /// <summary>What <c>If-Match</c> (compared strongly) and <c>If-None-Match</c> (weakly) ask of the resource (RFC 9110, 13.1).</summary>
    public static Condition Condition(this HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        return new(
            request.Headers.IfMatch.Count == 0 ? null : [.. headers.IfMatch.Where(tag => !tag.IsWeak).Select(Text)],
            request.Headers.IfNoneMatch.Count == 0 ? null : [.. headers.IfNoneMatch.Select(Text)]);

        static string Text(EntityTagHeaderValue tag) => tag.Tag.AsSpan().Trim('"').ToString();
    }

    /// <summary>
    /// The versions of <c>If-Match</c>, one of which the resource must have; null for any. Compared strongly (RFC 9110, 13.1.1), so a weak
    /// tag, like one that is none of ours, matches no version.
    /// </summary>
    public static IReadOnlyCollection<long>? ExpectedVersions(this HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
        {
            return null;
        }
        var tags = request.GetTypedHeaders().IfMatch;
        return tags.Any(tag => tag.Tag == "*")
            ? null
            : [.. tags.Where(tag => !tag.IsWeak).Select(tag => Version(tag.Tag.AsSpan().Trim('"')))];

        static long Version(ReadOnlySpan<char> tag) =>
            long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>Whether the client already has this version: <c>If-None-Match</c>, compared weakly (RFC 9110, 13.1.2).</summary>
    public static bool HasVersion(this HttpRequest request, string tag) => request.Headers.IfNoneMatch.Count > 0
        && request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Tag.AsSpan().SequenceEqual(tag));
}
