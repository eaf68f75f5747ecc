using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Identity;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Services;

/// <summary>
/// Goes once through what the first request does with the Cosmos SDK, on an account that is thrown away, while the program still
/// configures its host: loading and compiling the SDK is the largest part of what a first request waits for, and another core is
/// idle then. So is what makes the key that signs tokens, where there is no data yet. Once per process.
/// </summary>
internal static class Rehearsal
{
    private const string Key = "cmVoZWFyc2Fs";

    private static int s_begun;

    public static void Begin(IConfiguration settings)
    {
        if (settings["CosmosConnection"] is { Length: > 0 } && Interlocked.Exchange(ref s_begun, 1) == 0)
        {
            // The SDK would look for a virtual machine's metadata when its first client is made.
            Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
            // Nobody waits for it: what fails here fails again, and is told, where it is needed.
            Task.Run(() => MakeKey(new DataFolder(settings)));
            Task.Run(Run);
        }
    }

    private static void MakeKey(DataFolder folder)
    {
        if (folder.Path is not { } path || !File.Exists(Path.Combine(path, DataFile.Name)))
        {
            SigningKey.MakeAhead();
        }
    }

    private static async Task Run()
    {
        await using var database = Storage.Database.InMemory();
        await using var account = new CosmosEndpoint(database, Key, TimeProvider.System);
        await account.Declare(JsonElement.Parse("""{"database":"d","containers":[{"name":"c","partitionKey":"/id"}]}"""));
        using var http = new HttpClient(new WireMessageHandler(account));
        using var client = new CosmosClient(
            "http://rehearsal.embedded/",
            Key,
            new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true, HttpClientFactory = () => http });
        var container = client.GetContainer("d", "c");
        var partition = new PartitionKey("1");
        using var write = await container.CreateTransactionalBatch(partition).CreateItemStream(new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"1"}"""))).ExecuteAsync();
        using var read = await container.ReadItemStreamAsync("1", partition);
        using var list = container.GetItemQueryStreamIterator((QueryDefinition?)null);
        using var page = await list.ReadNextAsync();
        using var described = await container.ReadContainerStreamAsync();
    }
}
