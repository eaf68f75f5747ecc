using System.Text.Json;
using Serverless.Architecture.Tests;
using Serverless.Emulators;
using Serverless.Infrastructure.Tests.Settings;

namespace Serverless.Infrastructure.Tests.Emulators;

public class The_settings_for_emulators
{
    private static readonly IReadOnlyDictionary<string, string> Sample = Values("infra/emulators/local.settings.sample.json");

    [Fact]
    public void Are_enough_to_start_with() => Assert.NotEmpty(ReadSettings.By(Sample).Asked);

    [Fact]
    public void Are_all_read() => Assert.Empty(Sample.Keys.Except(ReadSettings.By(Sample).Asked)
        .Except(["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"]));

    // What a trigger asks for under a name that nobody set stops the host, and the usual sample has it.
    [Fact]
    public void Lack_none_that_triggers_name() => Assert.Empty(ReadSettings.OfTriggers().Except(Sample.Keys));

    [Fact]
    public void Find_the_database_where_its_containers_were_made() => Assert.Equal(DeclaredContainers.Emulator, Sample["CosmosConnection"]);

    [Fact]
    public void Speak_to_the_payment_provider_as_the_usual_ones_do()
    {
        var usual = Values("local.settings.sample.json");
        Assert.All(["PaymentProvider__ApiKey", "PaymentProvider__WebhookSecrets", "Auth__Audience", "CosmosDatabase"], name =>
            Assert.Equal(usual[name], Sample[name]));
    }

    private static Dictionary<string, string> Values(string file) => JsonElement.Parse(File.ReadAllText(Repository.PathOf(file)))
        .GetProperty("Values").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!);
}
