using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Functions.Http;

namespace Serverless.Functions.Operations;

/// <summary>Health as probes and people see it, with a reason for each part that is not well.</summary>
internal sealed record HealthView(string Status, IReadOnlyDictionary<string, PartView>? Checks)
{
    public static HealthView Of(HealthReport report) =>
        new(Word(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => new PartView(Word(entry.Value.Status), Reason(entry.Value))));

    // Anyone may ask. What was thrown is not for everybody: the framework makes a description of it.
    private static string? Reason(HealthReportEntry part) => part switch
    {
        { Status: HealthStatus.Healthy } => null,
        { Exception: null, Description: { } reason } => reason,
        _ => "It did not answer.",
    };

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

internal sealed record PartView(string Status, string? Reason);

internal sealed class HealthAnswer(int status, HealthView body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }
        return httpContext.Response.WriteJson(body, HttpJson.Default.HealthView);
    }
}
