using Serverless.Embedded.Host.Settings.HostFile;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>What host.json says under <c>extensions.cosmosDB</c>.</summary>
internal sealed record CosmosSettings(string? UserAgentSuffix)
{
    public static CosmosSettings Read(HostSection host)
    {
        // The embedded endpoint speaks HTTP, which is what the SDK calls a gateway, and so does the official extension when nothing is said.
        host.Read("connectionMode", Kind.Choice("gateway"), null);
        return new(host.Read("userAgentSuffix", Kind.Text, null));
    }
}
