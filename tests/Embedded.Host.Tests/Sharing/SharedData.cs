namespace Serverless.Embedded.Host.Tests.Sharing;

/// <summary>A data folder, and the instances that share it.</summary>
internal sealed class SharedData : IAsyncDisposable
{
    private const string Resources = """
        {
          "serviceBus": { "queues": [{ "name": "work", "lockDuration": "PT1M" }] },
          "cosmos": {
            "database": "shop",
            "containers": [{ "name": "notes", "partitionKey": "/id" }, { "name": "leases", "partitionKey": "/id" }]
          }
        }
        """;

    private readonly TemporaryFolder _files = new TemporaryFolder()
        .With("host.json", """{ "version": "2.0", "extensions": { "serviceBus": { "maxConcurrentCalls": 4 } } }""")
        .With("resources.json", Resources);

    private readonly List<Instance> _instances = [];

    public SharedData(string folder = "data") => Folder = Path.Combine(_files.Path, folder);

    public string Folder { get; }

    /// <summary>Those that run, the oldest first.</summary>
    public IReadOnlyList<Instance> Instances => _instances;

    public Instance Host => Assert.Single(_instances, instance => instance.IsHost);

    public async Task<Instance> Start()
    {
        var instance = new Instance();
        instance.App = await SampleApp.Start(
            ["--Embedded:Data=file", $"--Embedded:DataPath={Folder}", $"--CosmosConnection={Instance.Account}", "--AzureWebJobsStorage=embedded"],
            builder =>
            {
                builder.Host.FunctionTypes = [typeof(Works)];
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(builder.Services, instance);
            },
            _files.Files);
        _instances.Add(instance);
        return instance;
    }

    public async Task Stop(Instance instance)
    {
        _instances.Remove(instance);
        await instance.App.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (_instances.Count > 0)
        {
            await Stop(_instances[^1]);
        }
        _files.Dispose();
    }
}
