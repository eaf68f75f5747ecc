using System.Collections.Concurrent;
using Serverless.Embedded.Host.Services;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>Whether the change feeds that this host reads have been read to their end, which the embedded endpoint knows.</summary>
internal sealed class FeedProgress(EmbeddedServices services)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<(string Container, string Leases)> _readers = [];

    /// <summary>
    /// A trigger begins to read. Triggers that share their leases are one reader, and start one after the other: the SDK would
    /// let the second wait for fifteen seconds while the first makes the leases.
    /// </summary>
    public async Task Begin(CosmosSource source, Func<Task> start)
    {
        lock (_gate)
        {
            _readers.Add((source.Container.Id, $"{source.Leases.Id}/{source.Prefix}"));
        }
        var turn = _turns.GetOrAdd($"{source.Leases.Id}/{source.Prefix}", static _ => new SemaphoreSlim(1));
        await turn.WaitAsync();
        try
        {
            await start();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>True when every reader of the container has processed all that is in it. Of an account outside the process nothing is known: true.</summary>
    public bool IsAtEnd(CosmosSource source)
    {
        var address = source.Container.Database.Client.Endpoint.Host;
        if (services.Cosmos is not { } cosmos || !address.EndsWith(HttpClientRouter.Suffix, StringComparison.OrdinalIgnoreCase)
            || cosmos.Container(source.Container.Database.Id, source.Container.Id) is not { } container)
        {
            return true;
        }
        int readers;
        lock (_gate)
        {
            readers = _readers.Count(reader => reader.Container == source.Container.Id);
        }
        return container.Feed.CaughtUpReaders >= readers;
    }
}
