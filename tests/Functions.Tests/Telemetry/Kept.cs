using System.Collections.Concurrent;
using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>What an application keeps: the documents of every container, every message that it sends, and every entry of its cache.</summary>
internal sealed class Kept
{
    private readonly ConcurrentQueue<string> _texts = new();
    private int _messages;

    public IEnumerable<string> Texts => _texts;

    public int Messages => _messages;

    public int Documents { get; private set; }

    public void Take(string text) => _texts.Enqueue(text);

    /// <summary>Listens to what is sent and cached.</summary>
    public void Listen(FunctionsApplicationBuilder builder)
    {
        Wrap<IMessageBus>(builder.Services, bus => new HeardBus(bus, this));
        Wrap<IDistributedCache>(builder.Services, cache => new HeardCache(cache, this));
    }

    public async Task TakeDocuments(Shop shop)
    {
        var database = shop.App.Services.GetRequiredService<CosmosClient>().GetDatabase("orders-payments");
        foreach (var container in shop.Services.Cosmos!.Containers)
        {
            using var pages = database.GetContainer(container.Name).GetItemQueryStreamIterator("SELECT * FROM c");
            while (pages.HasMoreResults)
            {
                using var page = await pages.ReadNextAsync(TestContext.Current.CancellationToken);
                using var text = new StreamReader(page.Content);
                var documents = await text.ReadToEndAsync(TestContext.Current.CancellationToken);
                Documents += documents.Split("\"_etag\"").Length - 1;
                Take(documents);
            }
        }
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap) where T : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(T)) is { } inner)
        {
            services.AddSingleton(provider => wrap((T)(inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
        }
    }

    private void Take(BusMessage message)
    {
        Interlocked.Increment(ref _messages);
        Take($"{message.Id} {message.Subject} {message.CorrelationId} {message.TraceParent} {Encoding.UTF8.GetString(message.Body.Span)}");
    }

    private sealed class HeardBus(IMessageBus bus, Kept kept) : IMessageBus
    {
        public Task Send(string entity, IReadOnlyList<BusMessage> messages, CancellationToken stop)
        {
            foreach (var message in messages)
            {
                kept.Take(message);
            }
            return bus.Send(entity, messages, stop);
        }
    }

    private sealed class HeardCache(IDistributedCache cache, Kept kept) : IDistributedCache
    {
        public byte[]? Get(string key) => cache.Get(key);

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => cache.GetAsync(key, token);

        public void Refresh(string key) => cache.Refresh(key);

        public Task RefreshAsync(string key, CancellationToken token = default) => cache.RefreshAsync(key, token);

        public void Remove(string key) => cache.Remove(key);

        public Task RemoveAsync(string key, CancellationToken token = default) => cache.RemoveAsync(key, token);

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
        {
            kept.Take($"{key} {Encoding.UTF8.GetString(value)}");
            cache.Set(key, value, options);
        }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            kept.Take($"{key} {Encoding.UTF8.GetString(value)}");
            return cache.SetAsync(key, value, options, token);
        }
    }
}
