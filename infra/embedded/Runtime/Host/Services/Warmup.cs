using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host.Services;

/// <summary>
/// Has the Cosmos SDK compiled on another core while the program still configures its host: it is the largest piece of code
/// that the first request waits for. Once per process.
/// </summary>
internal static class Warmup
{
    private static int s_begun;

    public static void Begin(IConfiguration settings)
    {
        if (settings["CosmosConnection"] is { Length: > 0 } && Interlocked.Exchange(ref s_begun, 1) == 0)
        {
            // The SDK would look for a virtual machine's metadata when its first client is made.
            Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
            Task.Run(MakeClient);
        }
    }

    // Making a client sends nothing: there need be nobody at the address.
    private static void MakeClient() => new CosmosClient(
        "http://warmup.embedded/",
        "d2FybXVw",
        new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true }).Dispose();
}
