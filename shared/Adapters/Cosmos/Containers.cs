using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Cosmos;

/// <summary>The containers of the configured database, by name.</summary>
internal sealed class Containers(CosmosClient client, IOptions<CosmosOptions> options)
{
    public Container this[string name] => client.GetContainer(options.Value.Database, name);
}
