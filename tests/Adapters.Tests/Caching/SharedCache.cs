using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace Serverless.Adapters.Tests.Caching;

/// <summary>A cache that several instances share, and that can be told to be dead or to hold a write back.</summary>
internal sealed class SharedCache : IDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new();

    /// <summary>Awaited before anything is done; what it throws, the cache throws.</summary>
    public Func<string, string, Task>? Before { get; set; }

    public int Asked { get; private set; }

    /// <summary>Waits until something stands under the key: what nobody waits for is written a moment later.</summary>
    public Task Holds(string key) => Until.True(() => Entries.ContainsKey(key));

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await Ask("get", key);
        return Entries.GetValueOrDefault(key);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await Ask("set", key);
        Entries[key] = value;
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        await Ask("remove", key);
        Entries.TryRemove(key, out _);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    private Task Ask(string what, string key)
    {
        Asked++;
        return Before?.Invoke(what, key) ?? Task.CompletedTask;
    }
}
