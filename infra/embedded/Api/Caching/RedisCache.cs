using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serverless.Embedded.Redis;

namespace Microsoft.Extensions.Caching.StackExchangeRedis;

public class RedisCache : IBufferDistributedCache, IDisposable
{
    private readonly RedisHashes _hashes;

    public RedisCache(IOptions<RedisCacheOptions> optionsAccessor)
        : this(optionsAccessor, TimeProvider.System, NullLoggerFactory.Instance)
    {
    }

    internal RedisCache(IOptions<RedisCacheOptions> optionsAccessor, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(optionsAccessor);
        var options = optionsAccessor.Value;
        var client = new RedisClient(RedisSettings.Parse(options.Configuration), time, logs.CreateLogger<RedisClient>());
        _hashes = new RedisHashes(client, options.InstanceName ?? "", time);
    }

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _hashes.Get(key, token);
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Set(key, new ReadOnlySequence<byte>(value), options, token);
    }

    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    public Task RefreshAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _hashes.Refresh(key, token);
    }

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _hashes.Remove(key, token);
    }

    public void Dispose()
    {
        _hashes.Dispose();
        GC.SuppressFinalize(this);
    }

    bool IBufferDistributedCache.TryGet(string key, IBufferWriter<byte> destination) => TryGet(key, destination, default).GetAwaiter().GetResult();

    ValueTask<bool> IBufferDistributedCache.TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token) =>
        new(TryGet(key, destination, token));

    void IBufferDistributedCache.Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) =>
        Set(key, value, options, default).GetAwaiter().GetResult();

    ValueTask IBufferDistributedCache.SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token) =>
        new(Set(key, value, options, token));

    private async Task<bool> TryGet(string key, IBufferWriter<byte> destination, CancellationToken token)
    {
        if (await GetAsync(key, token) is not { } value)
        {
            return false;
        }
        destination.Write(value);
        return true;
    }

    private Task Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        return _hashes.Set(key, value, options, token);
    }
}
