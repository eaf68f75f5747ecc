using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Queues;
using Serverless.Embedded.Triggers.Cosmos;
using Serverless.Embedded.Triggers.Outputs;
using Serverless.Embedded.Triggers.ServiceBus;
using Serverless.Embedded.Triggers.StorageQueues;
using Serverless.Embedded.Triggers.Timers;

namespace Serverless.Embedded.Triggers;

/// <summary>The triggers and outputs other than HTTP.</summary>
internal static class TriggerServices
{
    /// <summary>Registers them. They want a database, a clock, an invoker, logging and an HTTP client factory from the container.</summary>
    /// <exception cref="SettingsException">A setting of host.json is invalid or not supported; the message names it.</exception>
    public static IServiceCollection AddTriggers(this IServiceCollection services, HostJson host)
    {
        // Off Azure the SDK would ask the virtual machine's metadata address. It looks when its first client is made.
        Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddSingleton<BindingSettings>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<SharedQueues>();
        services.AddSingleton<QueueServices>();
        services.AddHttpClient(QueueServices.HttpClientName).RemoveAllLoggers();
        services.AddSingleton(ServiceBusSettings.Read(host.Extension("serviceBus")));
        services.AddSingleton(QueueSettings.Read(host.Extension("queues")));
        services.AddSingleton(CosmosSettings.Read(host.Extension("cosmosDB")));
        services.AddSingleton<BindingJson>();
        services.AddSingleton<CosmosClients>();
        services.AddHttpClient(CosmosClients.HttpClientName).RemoveAllLoggers();
        services.AddSingleton<FeedProgress>();
        services.AddSingleton<RequestsInFlight>();

        services.AddSingleton<ITriggerExtension, ServiceBusTriggerExtension>();
        services.AddSingleton<ITriggerExtension, CosmosTriggerExtension>();
        services.AddSingleton<ITriggerExtension, TimerTriggerExtension>();
        services.AddSingleton<ITriggerExtension, QueueTriggerExtension>();
        services.AddSingleton<IOutputExtension, ServiceBusOutput>();
        services.AddSingleton<IOutputExtension, CosmosOutput>();
        services.AddSingleton<IOutputExtension, QueueOutput>();
        return services;
    }
}
