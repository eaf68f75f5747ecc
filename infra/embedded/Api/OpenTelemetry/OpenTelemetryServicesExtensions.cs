using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using Serverless.Embedded.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

public static class OpenTelemetryServicesExtensions
{
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        // Before every other hosted service, so that nothing of what they do is missed.
        if (!services.Any(service => service.ImplementationType == typeof(TelemetryStart)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryStart>());
        }
        return new(services);
    }
}
