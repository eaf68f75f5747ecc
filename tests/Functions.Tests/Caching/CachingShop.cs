using System.Diagnostics;
using Serverless.Servers;

namespace Serverless.Functions.Tests.Caching;

/// <summary>A real Redis server, and instances of the application that share it and their data.</summary>
internal sealed class CachingShop : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("caching-").FullName;
    private readonly List<Shop> _instances = [];

    private CachingShop(int port, Server redis) => (Port, Redis) = (port, redis);

    public int Port { get; }

    public Server Redis { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<CachingShop> Open()
    {
        var port = Server.FreePort();
        return new(port, await Start(port));
    }

    /// <summary>Another instance.</summary>
    public async Task<Shop> Instance()
    {
        var instance = await Shop.Open([
            $"--RedisConnection=127.0.0.1:{Port}", "--Embedded:Data=file", $"--Embedded:DataPath={_data}",
            "--RateLimits:Reads:PerSecond=0", "--RateLimits:Writes:PerSecond=0"]);
        _instances.Add(instance);
        return instance;
    }

    public async Task RestartRedis()
    {
        await Redis.DisposeAsync();
        Redis = await Start(Port);
    }

    /// <summary>What its own client says.</summary>
    public async Task<string> Cli(params string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", ["-p", $"{Port}", .. arguments]) { RedirectStandardOutput = true })!;
        var output = await cli.StandardOutput.ReadToEndAsync(Stop);
        await cli.WaitForExitAsync(Stop);
        return output.Trim();
    }

    /// <summary>Waits until Redis holds an entry: it is written when whoever asked has his answer.</summary>
    public Task Holds(string key) => Until.True(async () => await Cli("EXISTS", $"orders-payments:{key}") == "1");

    public async ValueTask DisposeAsync()
    {
        for (var last = _instances.Count - 1; last >= 0; last--)
        {
            await _instances[last].DisposeAsync();
        }
        await Redis.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static Task<Server> Start(int port) => Server.Start(
        "redis-server", port, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], Stop);
}
