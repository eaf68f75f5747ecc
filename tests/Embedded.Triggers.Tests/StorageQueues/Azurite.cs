using Serverless.Servers;

namespace Serverless.Embedded.Triggers.Tests.StorageQueues;

/// <summary>A real Azurite, on a port of its own.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // Its well-known account.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly int _port = Server.FreePort();
    private Server? _server;

    public string Connection =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};QueueEndpoint=http://127.0.0.1:{_port}/devstoreaccount1";

    public async ValueTask InitializeAsync() => _server = await Server.Start(
        "azurite-queue", _port,
        ["--queuePort", $"{_port}", "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry"], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
