using System.Collections.Concurrent;
using Serverless.Embedded.Queues.Account;

namespace Serverless.Embedded.Queues;

/// <summary>The queue service that a connection names: <c>embedded</c>, or a storage account.</summary>
internal sealed class QueueServices(SharedQueues embedded, IHttpClientFactory clients, TimeProvider clock)
{
    public const string HttpClientName = "storage-queues";

    private readonly ConcurrentDictionary<string, IQueueService> _accounts = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">The connection is neither; the message says what it should be.</exception>
    public IQueueService For(string connection) => connection.Equals("embedded", StringComparison.OrdinalIgnoreCase)
        ? embedded
        : _accounts.GetOrAdd(connection, text => new AccountQueues(StorageAccount.Parse(text), clients.CreateClient(HttpClientName), clock));
}
