using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Serverless.Functions.Http.RateLimits;

/// <summary>Who asks, where nobody says who: the address that the host was called from, or that the outermost trusted proxy was.</summary>
internal static class ClientAddress
{
    // What one subscriber has to itself: it may call from a new address each time.
    private const int NetworkBytes = 8;

    public static IPAddress Of(HttpContext http, int trustedProxies, string header)
    {
        var address = (trustedProxies > 0 ? Forwarded(http.Request.Headers[header], trustedProxies) : null)
            ?? http.Connection.RemoteIpAddress ?? IPAddress.None;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address.AddressFamily == AddressFamily.InterNetworkV6 ? Network(address) : address;
    }

    // Each proxy appends: what comes before ours was written by anybody.
    private static IPAddress? Forwarded(StringValues field, int trustedProxies)
    {
        var hops = field.ToString().Split(',', StringSplitOptions.TrimEntries);
        return hops.Length >= trustedProxies && IPEndPoint.TryParse(hops[^trustedProxies], out var hop) ? hop.Address : null;
    }

    private static IPAddress Network(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return new(bytes);
    }
}
