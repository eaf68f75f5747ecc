using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Functions.Http;

namespace Serverless.Functions.Operations;

/// <summary>Health as probes and people see it: no reasons, as anyone may ask.</summary>
internal sealed record HealthView(string Status, IReadOnlyDictionary<string, string>? Checks)
{
    public static HealthView Of(HealthReport report) =>
        new(Word(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)));

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

internal sealed record HealthAnswer(int Status, HealthView Body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }
        return httpContext.Response.WriteJson(Body, HttpJson.Default.HealthView);
    }
}
