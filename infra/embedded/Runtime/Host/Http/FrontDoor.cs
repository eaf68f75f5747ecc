using Microsoft.AspNetCore.Http;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Telemetry.Prometheus;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Http;

/// <summary>Every request comes in here, and goes to the functions, the host's own paths, a service that people use, or nowhere.</summary>
internal sealed class FrontDoor(HttpDispatcher functions, AdminApi admin, MetricsPage metrics, ServiceDirectory services, bool homepage)
{
    public Task Answer(HttpContext http)
    {
        var path = http.Request.Path;
        if (path == "/")
        {
            return homepage ? HomePage.Answer(http) : NoContent(http);
        }
        if (path == "/metrics")
        {
            return metrics.Answer(http);
        }
        return path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) ? admin.Answer(http)
            : path.StartsWithSegments("/identity", out var below) ? Mounted(services.Identity, "/identity", below, http)
            : path.StartsWithSegments("/provider", out below) ? Mounted(services.Payments, "/provider", below, http)
            : functions.Answer(http);
    }

    private static Task Mounted(IWireService service, string mount, PathString below, HttpContext http)
    {
        http.Request.PathBase += mount;
        http.Request.Path = below;
        return WireEndpoint.Answer(service, http);
    }

    private static Task NoContent(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
