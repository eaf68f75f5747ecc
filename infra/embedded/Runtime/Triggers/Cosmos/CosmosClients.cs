using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>The clients of the host's own bindings, one for each connection string, apart from those that the application makes.</summary>
internal sealed class CosmosClients(IHttpClientFactory http, BindingJson json, CosmosSettings settings) : IDisposable
{
    public const string HttpClientName = "cosmos-bindings";

    private readonly Dictionary<string, CosmosClient> _clients = new(StringComparer.Ordinal);

    public CosmosClient For(string connection)
    {
        lock (_clients)
        {
            if (!_clients.TryGetValue(connection, out var client))
            {
                var options = new CosmosClientOptions
                {
                    ConnectionMode = ConnectionMode.Gateway,
                    LimitToEndpoint = true,
                    HttpClientFactory = () => http.CreateClient(HttpClientName),
                    UseSystemTextJsonSerializerWithOptions = json.Options,
                    // The host's own reads of the feed are nobody's trace.
                    CosmosClientTelemetryOptions = new() { DisableDistributedTracing = true },
                };
                if (settings.UserAgentSuffix is { Length: > 0 } suffix)
                {
                    options.ApplicationName = suffix; // The SDK refuses an empty one, and null.
                }
                client = new CosmosClient(connection, options);
                _clients.Add(connection, client);
            }
            return client;
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
