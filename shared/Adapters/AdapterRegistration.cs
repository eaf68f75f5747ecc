using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.Caching;
using Serverless.Adapters.Catalog;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.DeadLetters;
using Serverless.Adapters.Health;
using Serverless.Adapters.Imports;
using Serverless.Adapters.Orders;
using Serverless.Adapters.Payments;
using Serverless.Adapters.Reports;
using Serverless.Adapters.ServiceBus;
using Serverless.Workflows.Catalog;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Reports;

namespace Serverless.Adapters;

/// <summary>Puts the real services behind the ports of the workflows.</summary>
public static class AdapterRegistration
{
    /// <summary>
    /// Registers every port, its clients and its settings. A setting that is missing or wrong stops the start, with its name and what it
    /// should be. Clients come from <see cref="IHttpClientFactory"/>, whose handlers the application may choose.
    /// </summary>
    public static IServiceCollection AddAdapters(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCosmos(configuration);
        services.AddServiceBus(configuration);
        services.AddPaymentProvider(configuration);
        services.AddCache(configuration);
        services.AddOptions<CatalogOptions>().Bind(configuration.GetSection("Catalog")).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ProductCatalog>(s, s.GetRequiredService<Containers>()["catalog"]));
        services.AddSingleton<ICatalog>(s => s.GetRequiredService<ProductCatalog>());
        services.AddSingleton<IProductStore>(s => ActivatorUtilities.CreateInstance<ProductStore>(s, s.GetRequiredService<Containers>()["catalog"]));
        services.AddSingleton<IOrderStore>(s => ActivatorUtilities.CreateInstance<OrderStore>(s, s.GetRequiredService<Containers>()["orders"]));
        services.AddSingleton<IPaymentStore>(s => ActivatorUtilities.CreateInstance<PaymentStore>(s, s.GetRequiredService<Containers>()["payments"]));
        services.AddSingleton<IDeadLetters>(s => ActivatorUtilities.CreateInstance<DeadLetterStore>(s, s.GetRequiredService<Containers>()["dead-letters"]));
        services.AddSingleton<IImportStore>(s => ActivatorUtilities.CreateInstance<ImportStore>(s, s.GetRequiredService<Containers>()["imports"]));
        services.AddSingleton<IReportStore>(s => new ReportStore(s.GetRequiredService<Containers>()["reports"]));
        services.AddSingleton<IRecordedPayments>(s => new RecordedPayments(s.GetRequiredService<Containers>()["payments"]));
        services.AddSingleton<IMessageBus, ServiceBusPublisher>();
        services.AddSingleton<IPaymentGateway, StripeGateway>();
        services.AddSingleton<IWebhookVerifier, StripeWebhooks>();
        services.AddHostedService<FirstReads>();
        services.AddSingleton<Probe>();
        services.AddHealthChecks()
            .AddCheck<CosmosCheck>("cosmos")
            .AddCheck<ServiceBusCheck>("service-bus", HealthStatus.Degraded) // Orders are accepted without it,
            .AddCheck<CacheCheck>("cache", HealthStatus.Degraded)
            .AddCheck<PaymentProviderCheck>("payment-provider"); // and without the provider.
        return services;
    }
}
