using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.ServiceBus;

internal static class ServiceBusRegistration
{
    public static void AddServiceBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ServiceBusOptions>()
            .Configure(options =>
            {
                options.ConnectionString = configuration["ServiceBusConnection"];
                options.FullyQualifiedNamespace = configuration["ServiceBusConnection:fullyQualifiedNamespace"];
            })
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => Connect(provider, configuration));
        services.AddSingleton<Senders>();
    }

    private static ServiceBusClient Connect(IServiceProvider services, IConfiguration configuration)
    {
        var settings = services.GetRequiredService<IOptions<ServiceBusOptions>>().Value;
        return settings.ConnectionString is { Length: > 0 } connection
            ? new ServiceBusClient(connection)
            : new ServiceBusClient(settings.FullyQualifiedNamespace, OwnIdentity.For(configuration.GetSection("ServiceBusConnection")));
    }
}
