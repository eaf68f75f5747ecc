using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;

namespace Serverless.Adapters.Cosmos;

internal static class CosmosQuery
{
    /// <summary>Reads a query's results, page by page, as documents of ours; without a query, all of a container's documents.</summary>
    public static async IAsyncEnumerable<T> Read<T>(
        this Container container, QueryDefinition? query, QueryRequestOptions options, JsonTypeInfo<Page<T>> page,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        using var pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
        while (pages.HasMoreResults)
        {
            using var response = await Outage.Watch(() => pages.ReadNextAsync(stop), stop);
            Outage.ThrowUnlessSuccess(response);
            var read = await JsonSerializer.DeserializeAsync(response.Content, page, stop);
            foreach (var document in read!.Documents)
            {
                yield return document;
            }
        }
    }
}
