using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Functions.Http.Timeouts;

internal static class TimeoutRegistration
{
    public static IServiceCollection AddTimeouts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TimeoutOptions>().Bind(configuration.GetSection("Http")).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
