using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using Serverless.Emulators;

// Makes what infra/resources.json declares in the Cosmos DB emulator, as Bicep does on Azure: the application makes nothing.
var connection = Environment.GetEnvironmentVariable("CosmosConnection") is { Length: > 0 } given ? given : DeclaredContainers.Emulator;
var resources = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "resources.json")));
using var client = new CosmosClient(connection, new() { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true });
foreach (var made in await DeclaredContainers.Make(client, (JObject)resources["cosmos"]!))
{
    Console.WriteLine(made);
}
