using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Cosmos;

internal static class CosmosRegistration
{
    private const string ClientName = "cosmos";

    public static void AddCosmos(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CosmosOptions>()
            .Bind(configuration.GetSection("Cosmos"))
            .Configure(options =>
            {
                options.Database = configuration["CosmosDatabase"] ?? "";
                options.ConnectionString = configuration["CosmosConnection"];
                options.AccountEndpoint = configuration["CosmosConnection:accountEndpoint"];
                options.RequireTls = Transport.IsRequired(configuration);
            })
            .ValidateDataAnnotations().ValidateOnStart();
        // Two lines for each request of a database client would be most of the log.
        services.AddHttpClient(ClientName).RemoveAllLoggers();
        services.AddSingleton(provider => Connect(provider, configuration));
        services.AddSingleton<Containers>();
    }

    private static CosmosClient Connect(IServiceProvider services, IConfiguration configuration)
    {
        var settings = services.GetRequiredService<IOptions<CosmosOptions>>().Value;
        var clients = services.GetRequiredService<IHttpClientFactory>();
        var options = new CosmosClientOptions
        {
            ApplicationName = "orders",
            ConnectionMode = Enum.Parse<ConnectionMode>(settings.ConnectionMode),
            EnableContentResponseOnWrite = false,
            HttpClientFactory = () => clients.CreateClient(ClientName),
            // One address, one region: without it the SDK asks the account for others and for their health.
            LimitToEndpoint = settings.ConnectionMode == nameof(ConnectionMode.Gateway),
            CosmosClientTelemetryOptions = new() { DisableSendingMetricsToService = true, DisableDistributedTracing = false },
        };
        return settings.ConnectionString is { Length: > 0 } connection
            ? new CosmosClient(connection, options)
            : new CosmosClient(settings.AccountEndpoint, OwnIdentity.For(configuration.GetSection("CosmosConnection")), options);
    }
}
