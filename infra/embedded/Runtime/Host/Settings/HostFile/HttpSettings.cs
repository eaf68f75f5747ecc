using Microsoft.AspNetCore.HttpsPolicy;

namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>What host.json says under <c>extensions.http</c>.</summary>
internal sealed record HttpSettings
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    /// <summary>Without slashes at its ends; empty when functions answer at the root.</summary>
    public required string RoutePrefix { get; init; }

    /// <summary>How many requests are worked on at once; null for no limit.</summary>
    public int? MaxConcurrentRequests { get; init; }

    /// <summary>How many are worked on or wait for it; more are answered 429. Null for no limit.</summary>
    public int? MaxOutstandingRequests { get; init; }

    /// <summary>Null when it is off.</summary>
    public HstsOptions? Hsts { get; init; }

    /// <summary>Added to every answer that does not have them.</summary>
    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }

    public static HttpSettings Read(HostSection host)
    {
        if (host.Read("dynamicThrottlesEnabled", Kind.Flag, false))
        {
            throw host.Unsupported(
                "dynamicThrottlesEnabled", "it has none of the platform's counters; set maxConcurrentRequests and maxOutstandingRequests");
        }
        return new HttpSettings
        {
            RoutePrefix = host.Read("routePrefix", Kind.Text, "api")!.Trim('/'),
            MaxConcurrentRequests = host.Read("maxConcurrentRequests", Kind.Limit, null),
            MaxOutstandingRequests = host.Read("maxOutstandingRequests", Kind.Limit, null),
            Hsts = ReadHsts(host.Section("hsts")),
            CustomHeaders = host.Map("customHeaders", "a header's name and value", IsHeader),
        };
    }

    private static HstsOptions? ReadHsts(HostSection host)
    {
        var isEnabled = host.Read<bool?>("isEnabled", new(Kind.Flag.Range, text => (bool.TryParse(text, out var value), value)), null);
        var hsts = new HstsOptions
        {
            MaxAge = host.Read("maxAge", Kind.Span(TimeSpan.Zero), TimeSpan.FromDays(30)),
            IncludeSubDomains = host.Read("includeSubDomains", Kind.Flag, false),
            Preload = host.Read("preload", Kind.Flag, false),
        };
        foreach (var excluded in host.List("excludedHosts"))
        {
            hsts.ExcludedHosts.Add(excluded);
        }
        // The official host fails at its first request.
        return isEnabled is null && host.IsGiven ? throw host.Invalid("isEnabled", "", Kind.Flag.Range) : isEnabled is true ? hsts : null;
    }

    private static bool IsHeader(string name, string value) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || TokenMarks.Contains(letter, StringComparison.Ordinal))
        && value.All(letter => letter is >= ' ' and < (char)127 or '\t');
}
