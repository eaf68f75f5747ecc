using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Serverless.Embedded.Host;
using Serverless.Embedded.Triggers.Cosmos;

namespace Serverless.Embedded.Triggers.Outputs;

/// <summary>Upserts what a function returned into a container, one document after the other.</summary>
internal sealed class CosmosOutput(BindingSettings names, CosmosClients clients, BindingJson json) : IOutputExtension
{
    public bool Handles(OutputBindingAttribute output) => output is CosmosDBOutputAttribute;

    public OutputWriter Bind(FunctionDescriptor function, OutputBindingAttribute output, Type type)
    {
        var target = (CosmosDBOutputAttribute)output;
        if (!string.IsNullOrEmpty(target.PreferredLocations))
        {
            throw new BindingException(function.Name, Outputs.Place, "PreferredLocations is not supported by the embedded runtime, which has one location");
        }
        if (target.CreateIfNotExists && string.IsNullOrEmpty(target.PartitionKey))
        {
            throw new BindingException(function.Name, Outputs.Place, "CreateIfNotExists needs PartitionKey");
        }
        if (type == typeof(byte[]))
        {
            throw new BindingException(function.Name, Outputs.Place, "a document cannot be made of byte[]; use a class or a JSON text");
        }
        Outputs.RefuseStreams(function, type);
        var client = clients.For(names.Connection(function.Name, Outputs.Place, target.Connection, "CosmosDB"));
        var container = client.GetContainer(
            names.Expand(function.Name, Outputs.Place, target.DatabaseName), names.Expand(function.Name, Outputs.Place, target.ContainerName));
        var created = new Lazy<Task>(() => Create(client, container, target));
        return (value, stop) => Write(created, container, value, stop);
    }

    private async Task Write(Lazy<Task> created, Container container, object value, CancellationToken stop)
    {
        await created.Value;
        foreach (var document in OutputValues.Each(value))
        {
            // As a tree, the SDK reads the partition key out of it whatever class it came from.
            var tree = document is string text ? JsonNode.Parse(text) : JsonSerializer.SerializeToNode(document, document.GetType(), json.Options);
            foreach (var one in tree is JsonArray several ? several.ToArray() : [tree])
            {
                await container.UpsertItemAsync(one, requestOptions: new ItemRequestOptions { EnableContentResponseOnWrite = false }, cancellationToken: stop);
            }
        }
    }

    private static async Task Create(CosmosClient client, Container container, CosmosDBOutputAttribute target)
    {
        if (target.CreateIfNotExists)
        {
            int? throughput = target.ContainerThroughput > 0 ? target.ContainerThroughput : null;
            Database database = await client.CreateDatabaseIfNotExistsAsync(container.Database.Id);
            await database.CreateContainerIfNotExistsAsync(container.Id, target.PartitionKey, throughput);
        }
    }
}
