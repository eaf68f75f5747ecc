using Microsoft.Extensions.Configuration;

namespace Serverless.Adapters;

/// <summary>
/// The setting <c>RequireTls</c>: whether the database, the cache and the payment provider have to be reached over TLS, unless they are on this
/// very machine. False is for services inside this process, or on a network of one's own.
/// </summary>
internal static class Transport
{
    public const string HowToDoWithout = "for a service in this process or on a network of your own, set RequireTls to false";

    public static bool IsRequired(IConfiguration configuration) => configuration.GetValue("RequireTls", true);

    /// <summary>Nobody on the way can read what goes there.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    /// <summary>The same of a Redis connection string: each of its servers, as <c>host:port</c>, is this machine, or it says <c>ssl=true</c>.</summary>
    public static bool IsSafeRedis(string connection)
    {
        var parts = connection.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Any(part => part.Replace(" ", "").Equals("ssl=true", StringComparison.OrdinalIgnoreCase))
            || parts.Where(part => !part.Contains('=')).All(server => Uri.TryCreate($"redis://{server}", UriKind.Absolute, out var address) && address.IsLoopback);
    }
}
