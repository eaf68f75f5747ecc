using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Http.RateLimits;

/// <summary>
/// A budget of refused tokens for each client address: whoever has used it up has no further token checked, since each costs a signature. A token
/// that is known to be good is not held up by others at its address.
/// </summary>
internal sealed class RefusedTokens(IOptions<RateLimitOptions> options, TimeProvider clock)
{
    private readonly Buckets? _buckets =
        options.Value.RefusedTokens.PerSecond == 0 ? null : new(new("refused tokens", options.Value.RefusedTokens), clock);

    /// <summary>What to answer an address whose tokens are not checked at the moment; null when they are.</summary>
    public Problem? Blocked(HttpContext http) =>
        _buckets?.Look(AddressOf(http)) is { IsGranted: false } grant ? _buckets.Budget.Exhausted(grant) : null;

    /// <summary>One was refused.</summary>
    public void Count(HttpContext http) => _buckets?.Take(AddressOf(http));

    private System.Net.IPAddress AddressOf(HttpContext http) => ClientAddress.Of(http, options.Value.TrustedProxies, options.Value.AddressHeader);
}
