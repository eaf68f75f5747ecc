using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http;

internal static class EntityTags
{
    /// <summary>Whether the client already has this version: <c>If-None-Match</c>, compared weakly (RFC 9110, 13.1.2).</summary>
    public static bool HasVersion(this HttpRequest request, string tag)
    {
        foreach (var header in request.GetTypedHeaders().IfNoneMatch)
        {
            if (header.Tag == "*" || header.Tag.AsSpan().SequenceEqual(tag))
            {
                return true;
            }
        }
        return false;
    }
}
