using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;
using Serverless.Embedded.Host.Invoking;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Queues;
using Serverless.Embedded.Triggers.Cosmos;
using Database = Serverless.Embedded.Storage.Database;

namespace Serverless.Embedded.Triggers.Tests;

/// <summary>The functions of one class with their triggers, on services of their own: the host without its HTTP side.</summary>
internal sealed class TriggerHost : IAsyncDisposable
{
    private const string CosmosConnection = "AccountEndpoint=http://cosmos.embedded/;AccountKey=dGVzdA==";
    private static int _last;

    private readonly ServiceProvider _services;
    private readonly Dictionary<string, ITriggerListener> _listeners;
    private readonly string _busConnection;
    private bool _drained;

    private TriggerHost(ServiceProvider services, Dictionary<string, ITriggerListener> listeners, string busConnection)
    {
        _services = services;
        _listeners = listeners;
        _busConnection = busConnection;
    }

    public Calls Calls => _services.GetRequiredService<Calls>();

    /// <summary>The queues that the functions use.</summary>
    public IQueueService Queues =>
        _services.GetRequiredService<QueueServices>().For(_services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!);

    public ServiceBusClient Bus => new(_busConnection);

    public ITriggerListener Listener(string function) => _listeners[function];

    public Container Container(string name) => _services.GetRequiredService<CosmosClients>().For(CosmosConnection).GetContainer("shop", name);

    public ServiceBusSender Sender(string name = "orders") => Bus.CreateSender(name);

    public ServiceBusReceiver DeadLetters(string name = "orders") => Bus.CreateReceiver(name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>Starts the functions of a class. Settings are <c>Name=value</c>.</summary>
    public static Task<TriggerHost> Start<TFunctions>(params string[] settings) => Start<TFunctions>(TimeProvider.System, Database.InMemory(), settings);

    /// <summary>Starts them on data that stays.</summary>
    public static Task<TriggerHost> StartOn<TFunctions>(string folder, TimeProvider? clock = null, params string[] settings) =>
        Start<TFunctions>(clock ?? TimeProvider.System, Database.Open(folder), settings);

    public static Task<TriggerHost> Start<TFunctions>(TimeProvider clock, Database database, params string[] settings) =>
        Start(typeof(TFunctions), clock, database, settings);

    public static Task<TriggerHost> Start(Type functions, params string[] settings) => Start(functions, TimeProvider.System, Database.InMemory(), settings);

    private static async Task<TriggerHost> Start(Type functions, TimeProvider clock, Database database, string[] settings)
    {
        var bus = $"Endpoint=sb://triggers-{Interlocked.Increment(ref _last)}.embedded/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=embedded";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ServiceBusConnection"] = bus,
            ["CosmosConnection"] = CosmosConnection,
            ["AzureWebJobsStorage"] = "embedded",
        }).AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
        var services = Services(functions, configuration, clock, database).BuildServiceProvider();
        try
        {
            var embedded = services.GetRequiredService<EmbeddedServices>();
            await embedded.OpenServiceBus();
            await embedded.OpenOthers();
            var listeners = Bind(functions, configuration, services);
            await Task.WhenAll(listeners.Values.Select(listener => listener.Start(TestContext.Current.CancellationToken)));
            return new(services, listeners, bus);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until no source holds anything and no function runs.</summary>
    public Task UntilIdle() => Until.True(() => _listeners.Values.All(listener => listener.IsIdle));

    public async Task Drain()
    {
        if (!_drained)
        {
            _drained = true;
            await Task.WhenAll(_listeners.Values.Select(listener => listener.Drain(CancellationToken.None))).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Drain();
        await _services.DisposeAsync();
    }

    private static ServiceCollection Services(Type functions, IConfiguration configuration, TimeProvider clock, Database database)
    {
        var services = new ServiceCollection();
        var files = new SettingsFiles(AppContext.BaseDirectory, AppContext.BaseDirectory);
        var host = HostJson.Read(files, configuration);
        services.AddSingleton(configuration).AddSingleton(clock).AddSingleton(_ => database).AddSingleton(files).AddSingleton(host);
        services.AddSingleton<PublicAddress>().AddSingleton<EmbeddedServices>().AddSingleton<Activity>().AddSingleton<Calls>();
        services.AddTransient(functions).AddLogging().AddHttpClient();
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(
            provider => new HttpClientRouter(provider.GetRequiredService<EmbeddedServices>())));
        services.AddSingleton(provider => new FunctionInvoker(
            [], provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<Activity>(), TimeProvider.System, host,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IFunctionInvoker>(provider => provider.GetRequiredService<FunctionInvoker>());
        services.AddTriggers(host);
        host.RefuseUnknown();
        return services;
    }

    private static Dictionary<string, ITriggerListener> Bind(Type functions, IConfiguration configuration, ServiceProvider services)
    {
        var triggers = services.GetServices<ITriggerExtension>().ToArray();
        var outputs = services.GetServices<IOutputExtension>().ToArray();
        var listeners = new Dictionary<string, ITriggerListener>();
        foreach (var function in FunctionIndex.Of([functions], configuration, []).Functions)
        {
            var extension = ITriggerExtension.For(function, triggers);
            services.GetRequiredService<FunctionInvoker>().Add(new FunctionPlan(
                function, ParameterBindings.Of(function, extension.Supplies), OutputDiscovery.Bind(function, outputs)));
            listeners.Add(function.Name, extension.Listen(function));
        }
        return listeners;
    }
}
