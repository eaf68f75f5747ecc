using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>Reads headers that are more than text.</summary>
internal static class Headers
{
    public static bool IsTrue(this WireRequest request, string header) =>
        request.Header(header) is { } value && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
