using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http.RateLimits;

/// <summary>A budget as the buckets count it, and as clients are told of it.</summary>
internal sealed class Budget(string name, BudgetOptions options)
{
    public string Name => name;

    /// <summary>The ticks in which one token comes.</summary>
    public long Interval { get; } = Math.Max(1, (long)(TimeSpan.TicksPerSecond / options.PerSecond));

    /// <summary>The ticks in which an empty bucket fills.</summary>
    public long Filling => options.Burst * Interval;

    /// <summary>The field <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers-10): so many requests within so many seconds.</summary>
    public string Policy { get; } = FormattableString.Invariant($"\"{name}\";q={options.Burst};w={Seconds((long)(options.Burst * (TimeSpan.TicksPerSecond / options.PerSecond)))}");

    /// <summary>The field <c>RateLimit</c>: how many of them are left, and when all are there again.</summary>
    public string State(Grant grant) => FormattableString.Invariant($"\"{name}\";r={grant.Left};t={Seconds(grant.FullIn)}");

    public Problem Exhausted(Grant grant) => new(
        StatusCodes.Status429TooManyRequests, "rate_limited",
        FormattableString.Invariant($"Too many {name}: {options.PerSecond:0.##} a second are allowed, and {options.Burst} at once."))
    {
        RetryAfter = TimeSpan.FromTicks(grant.NextIn),
    };

    private static long Seconds(long ticks) => (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
