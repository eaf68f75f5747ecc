using Microsoft.Extensions.Options;

namespace Serverless.Infrastructure.Tests.Settings;

public class The_settings
{
    // Read by the Functions host, by its triggers or by the Azure SDKs, and not by our code.
    private static readonly string[] OfThePlatform =
    [
        "AZURE_CLIENT_ID",
        "AzureWebJobsStorage__accountName",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
    ];

    private static readonly string[] NotForAzure =
    [
        // These have their values from settings of other names.
        "Cache__RedisConnection", "Cache__RedisCredential", "Cosmos__AccountEndpoint", "Cosmos__ConnectionString", "Cosmos__Database",
        // Telemetry goes to Azure Monitor there.
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL",
    ];

    private static readonly string[] OfTriggerConnections = ["credential", "clientId"];

    [Fact]
    public void In_Bicep_are_enough_to_start_with() => Assert.NotEmpty(ReadSettings.By(SettingsInBicep.All).Asked);

    [Fact]
    public void In_Bicep_are_all_read()
    {
        var asked = ReadSettings.By(SettingsInBicep.All).Asked;
        var forTriggers = ReadSettings.Connections().SelectMany(connection => OfTriggerConnections.Select(part => $"{connection}__{part}"));
        Assert.Empty(SettingsInBicep.All.Keys.Except(asked).Except(OfThePlatform).Except(forTriggers));
    }

    [Fact]
    public void That_can_be_set_all_stand_in_Bicep()
    {
        var given = SettingsInBicep.All.Keys.ToHashSet();
        Assert.Empty(ReadSettings.By(SettingsInBicep.All).Settable.Except(NotForAzure)
            .Where(name => !given.Contains(name) && !given.Any(each => each.StartsWith(name + "__", StringComparison.Ordinal))).Order());
    }

    [Fact]
    public void That_are_missing_are_noticed() => Assert.Throws<OptionsValidationException>(() =>
        ReadSettings.By(SettingsInBicep.All.Where(each => each.Key != "Auth__Authority").ToDictionary()));
}
