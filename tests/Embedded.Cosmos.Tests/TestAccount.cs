using Microsoft.Azure.Cosmos;
using Serverless.Embedded.Wire;
using CosmosDatabase = Microsoft.Azure.Cosmos.Database;
using DataStore = Serverless.Embedded.Storage.Database;

namespace Serverless.Embedded.Cosmos.Tests;

/// <summary>An endpoint with a database and a container of its own, and a real SDK client to it.</summary>
internal sealed class TestAccount : IAsyncDisposable
{
    public const string Key = "ZW1iZWRkZWQta2V5LW9mLXRoZS10ZXN0cw==";

    private readonly DataStore _storage;
    private readonly bool _ownsStorage;

    static TestAccount() => Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");

    private TestAccount(DataStore? storage, TimeProvider? clock, TimeSpan? feedHold)
    {
        _ownsStorage = storage is null;
        _storage = storage ?? DataStore.InMemory();
        Clock = clock ?? new ManualClock();
        Endpoint = new CosmosEndpoint(_storage, Key, Clock, feedHold);
        Client = Connect();
    }

    public TimeProvider Clock { get; }
    public CosmosEndpoint Endpoint { get; }
    public CosmosClient Client { get; }
    public CosmosDatabase Database => Client.GetDatabase("shop");
    public Container Orders => Database.GetContainer("orders");

    public static async Task<TestAccount> Start(Action<ContainerProperties>? configure = null, TimeProvider? clock = null, DataStore? storage = null, TimeSpan? feedHold = null)
    {
        var account = new TestAccount(storage, clock, feedHold ?? TimeSpan.Zero);
        var properties = new ContainerProperties("orders", "/customer");
        configure?.Invoke(properties);
        await account.Client.CreateDatabaseIfNotExistsAsync("shop");
        await account.Database.CreateContainerIfNotExistsAsync(properties);
        return account;
    }

    public CosmosClient Connect(string key = Key, Action<CosmosClientOptions>? configure = null)
    {
        var options = new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            HttpClientFactory = () => new HttpClient(new WireMessageHandler(Endpoint)),
            UseSystemTextJsonSerializerWithOptions = new(System.Text.Json.JsonSerializerDefaults.Web),
        };
        configure?.Invoke(options);
        return new CosmosClient("http://cosmos.embedded/", key, options);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Endpoint.DisposeAsync();
        if (_ownsStorage)
        {
            await _storage.DisposeAsync();
        }
    }
}
