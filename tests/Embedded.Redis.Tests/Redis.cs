using System.Diagnostics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Redis.Tests;
using Serverless.Servers;

[assembly: AssemblyFixture(typeof(Redis))]

namespace Serverless.Embedded.Redis.Tests;

/// <summary>A real Redis server that the tests share, each under a prefix of its own.</summary>
public sealed class Redis : IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1);
    private readonly int _port = Server.FreePort();
    private Server? _server;

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The cache as applications get it, of the server that all share.</summary>
    internal async Task<RedisCache> Cache(string instance, string options = "")
    {
        await Started();
        return Cache(_port, instance, options);
    }

    internal static RedisCache Cache(int port, string instance, string options = "") => (RedisCache)new ServiceCollection()
        .AddStackExchangeRedisCache(cache => (cache.Configuration, cache.InstanceName) = ($"127.0.0.1:{port}{options}", instance))
        .BuildServiceProvider().GetRequiredService<IDistributedCache>();

    internal static Task<Server> Start(int port, params string[] options) => Server.Start(
        "redis-server", port, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. options], Stop);

    /// <summary>What its own client says.</summary>
    internal Task<string> Cli(params string[] arguments) => Cli(_port, arguments);

    internal static async Task<string> Cli(int port, params string[] arguments)
    {
        using var cli = Process.Start(new ProcessStartInfo("redis-cli", ["-p", $"{port}", .. arguments]) { RedirectStandardOutput = true })!;
        var output = await cli.StandardOutput.ReadToEndAsync(Stop);
        await cli.WaitForExitAsync(Stop);
        return output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        _once.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task Started()
    {
        await _once.WaitAsync(Stop);
        try
        {
            _server ??= await Start(_port);
        }
        finally
        {
            _once.Release();
        }
    }
}
