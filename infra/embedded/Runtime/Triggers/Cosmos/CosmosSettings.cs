namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>What host.json says under <c>extensions.cosmosDB</c>.</summary>
internal sealed record CosmosSettings(string? UserAgentSuffix)
{
    public static CosmosSettings Read(ExtensionSettings host)
    {
        host.Choice("connectionMode", "gateway");
        var settings = new CosmosSettings(host.Text("userAgentSuffix"));
        host.RefuseUnknown();
        return settings;
    }
}
