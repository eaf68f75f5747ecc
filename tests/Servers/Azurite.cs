namespace Serverless.Servers;

/// <summary>A real Azurite, on a port of its own. Where it is not installed, each test that asks for it is skipped.</summary>
public sealed class Azurite : IAsyncDisposable
{
    // Its well-known account.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly int _port = Server.FreePort();
    private readonly Lazy<Task<Server>> _server;

    public Azurite() => _server = new(() => Server.Start(
        "azurite-queue", _port,
        ["--queuePort", $"{_port}", "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry"], TestContext.Current.CancellationToken));

    public async Task<string> Connection()
    {
        await _server.Value;
        return $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};QueueEndpoint=http://127.0.0.1:{_port}/devstoreaccount1";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
