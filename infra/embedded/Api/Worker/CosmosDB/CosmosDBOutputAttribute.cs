using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public sealed class CosmosDBOutputAttribute(string databaseName, string containerName) : OutputBindingAttribute
{
    public string DatabaseName { get; } = databaseName;
    public string ContainerName { get; } = containerName;
    public string? Connection { get; set; }
    public bool CreateIfNotExists { get; set; }
    public string? PartitionKey { get; set; }
    public int ContainerThroughput { get; set; }
    public string? PreferredLocations { get; set; }
}
