using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;

namespace Serverless.Functions.Operations;

/// <summary>Whether requests should be sent here: what an order needs to be accepted can be reached.</summary>
public sealed class Ready(Readiness readiness)
{
    [Public]
    [DisableRateLimiting]
    [Function(nameof(Ready))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest http)
    {
        var report = await readiness.Report(http.Stop());
        var status = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return new HealthAnswer(status, HealthView.Of(report));
    }
}
