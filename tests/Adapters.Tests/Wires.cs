using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Adapters.Cosmos;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Payments;
using Serverless.Embedded.ServiceBus;
using Serverless.Embedded.ServiceBus.Resources;
using Serverless.Embedded.Wire;
using Container = Microsoft.Azure.Cosmos.Container;
using Database = Serverless.Embedded.Storage.Database;

namespace Serverless.Adapters.Tests;

/// <summary>The adapters, registered as the application registers them, and at the far end of each wire the embedded service.</summary>
internal sealed class Wires : IAsyncDisposable
{
    public const string Key = "ZW1iZWRkZWQta2V5LW9mLXRoZS10ZXN0cw==";
    private static int s_count;

    private readonly Database _database;
    private readonly ServiceProvider _services;

    static Wires() => Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");

    private Wires(CosmosEndpoint cosmos, Broker broker, PaymentProvider provider, Database database, ManualClock clock, string name, (string Key, string Value)[] settings)
    {
        (Cosmos, Broker, Provider, _database, Clock) = (cosmos, broker, provider, database, clock);
        Wire = new FaultyWire(new Dictionary<string, HttpMessageInvoker>
        {
            ["cosmos.embedded"] = new(new WireMessageHandler(cosmos)),
            ["payments.embedded"] = new(new WireMessageHandler(provider)),
        });
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock);
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => Wire));
        services.AddAdapters(Configuration([("ServiceBusConnection", $"Endpoint=sb://{name}/;SharedAccessKeyName=a;SharedAccessKey=b"), .. settings]));
        _services = services.BuildServiceProvider();
    }

    public CosmosEndpoint Cosmos { get; }
    public Broker Broker { get; }
    public PaymentProvider Provider { get; }
    public ManualClock Clock { get; }
    public FaultyWire Wire { get; }
    public ServiceBusClient Bus => Get<ServiceBusClient>();

    public static IConfigurationRoot Configuration(params (string Key, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["CosmosConnection"] = $"AccountEndpoint=http://cosmos.embedded/;AccountKey={Key}",
            ["CosmosDatabase"] = "orders-payments",
            ["RequireTls"] = "false",
            ["Cosmos:ConnectionMode"] = "Gateway",
            ["ServiceBusConnection"] = "Endpoint=sb://bus.embedded/;SharedAccessKeyName=a;SharedAccessKey=b",
            ["PaymentProvider:BaseAddress"] = "http://payments.embedded",
            ["PaymentProvider:ApiKey"] = "sk_test_embedded",
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    public static async Task<Wires> Open(params (string Key, string Value)[] settings)
    {
        var (database, clock) = (Database.InMemory(), new ManualClock());
        var name = $"adapters-{Interlocked.Increment(ref s_count)}.embedded";
        var resources = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "resources.json")));
        var cosmos = new CosmosEndpoint(database, Key, clock, TimeSpan.Zero);
        await cosmos.Declare(resources.GetProperty("cosmos"));
        var broker = new Broker(database, clock);
        broker.Register(name);
        await broker.Declare(resources.GetProperty("serviceBus").Deserialize<ServiceBusResources>(JsonSerializerOptions.Web)!);
        var provider = await PaymentProvider.Open(database, new Serverless.Embedded.Payments.PaymentProviderOptions(), clock);
        return new(cosmos, broker, provider, database, clock, name, settings);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Container Container(string name) => Get<Containers>()[name];

    public Counters Counters(string container) => Cosmos.Container("orders-payments", container)!.Counters;

    /// <summary>Every document of a container, as JSON.</summary>
    public async Task<IReadOnlyList<JsonElement>> Documents(string container)
    {
        var found = new List<JsonElement>();
        using var pages = Container(container).GetItemQueryStreamIterator("SELECT * FROM c");
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync();
            found.AddRange(JsonSerializer.Deserialize<JsonElement>(page.Content).GetProperty("Documents").EnumerateArray());
        }
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Broker.DisposeAsync();
        await Cosmos.DisposeAsync();
        await _database.DisposeAsync();
    }
}
