using Azure.Core;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Logging;

namespace Serverless.Adapters.Caching;

/// <summary>
/// A Redis server that this application opens under its own identity: its access token stands for the password. The server ends a connection
/// with its token, after hours, so another one takes over some minutes before; who asks meanwhile goes on with the one before.
/// </summary>
internal sealed partial class RedisByIdentity : IDistributedCache, IDisposable
{
    private static readonly TokenRequestContext ForRedis = new(["https://redis.azure.com/.default"]);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly string _connection;
    private readonly string _prefix;
    private readonly TokenCredential _credential;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private volatile Opened? _opened;
    private Task<Opened>? _opening;

    /// <param name="connection">The connection string, which names the user and no password.</param>
    /// <param name="prefix">What the keys begin with.</param>
    /// <param name="credential">This application's identity.</param>
    /// <param name="time">Tells when a token ends.</param>
    /// <param name="log">Hears of tokens that cannot be had.</param>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public RedisByIdentity(string connection, string prefix, TokenCredential credential, TimeProvider time, ILogger<RedisByIdentity> log)
    {
        (_connection, _prefix, _credential, _time, _log) = (connection, prefix, credential, time, log);
        Open("read-only-once").Dispose();
    }

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) => await (await Current(token)).GetAsync(key, token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        await (await Current(token)).SetAsync(key, value, options, token);

    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    public async Task RefreshAsync(string key, CancellationToken token = default) => await (await Current(token)).RefreshAsync(key, token);

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public async Task RemoveAsync(string key, CancellationToken token = default) => await (await Current(token)).RemoveAsync(key, token);

    public void Dispose() => _opened?.Cache.Dispose();

    private async ValueTask<RedisCache> Current(CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        if (_opened is { } opened && now < opened.Ends)
        {
            if (now >= opened.RenewAt)
            {
                _ = Renew();
            }
            return opened.Cache;
        }
        return (await Renew().WaitAsync(stop)).Cache;
    }

    /// <summary>One at a time, whoever asks.</summary>
    private Task<Opened> Renew()
    {
        lock (_lock)
        {
            return _opening is { IsCompleted: false } ? _opening : _opening = Task.Run(OpenNext);
        }
    }

    private async Task<Opened> OpenNext()
    {
        var before = _opened;
        try
        {
            var token = await _credential.GetTokenAsync(ForRedis, CancellationToken.None);
            var opened = new Opened(Open(token.Token), token.ExpiresOn - Ahead, token.ExpiresOn);
            _opened = opened;
            if (before is not null)
            {
                _ = Retire(before);
            }
            return opened;
        }
        catch (Exception failure)
        {
            NoToken(_log, failure);
            if (before is not null)
            {
                // Not with every request: the connection is good for some minutes more.
                _opened = before with { RenewAt = _time.GetUtcNow() + Pause };
            }
            throw;
        }
    }

    private RedisCache Open(string password) =>
        new(new RedisCacheOptions { Configuration = $"{_connection},password={password}", InstanceName = _prefix });

    /// <summary>What is under way on it ends first.</summary>
    private async Task Retire(Opened before)
    {
        await Task.Delay(Pause, _time);
        before.Cache.Dispose();
    }

    private sealed record Opened(RedisCache Cache, DateTimeOffset RenewAt, DateTimeOffset Ends);

    [LoggerMessage(6013, LogLevel.Warning, "No access token for Redis can be had: the cache is used for as long as the one before lasts")]
    private static partial void NoToken(ILogger log, Exception failure);
}
