using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;

namespace Serverless.Functions.Operations;

/// <summary>The process runs. Whether it can work is what <see cref="Ready"/> says. No limit: a probe that is refused restarts an instance.</summary>
public sealed class Live
{
    [Public]
    [DisableRateLimiting]
    [Function(nameof(Live))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest http) =>
        new HealthAnswer(StatusCodes.Status200OK, new HealthView("healthy", null));
}
