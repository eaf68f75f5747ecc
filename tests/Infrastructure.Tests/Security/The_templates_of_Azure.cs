using System.Text.RegularExpressions;
using Serverless.Infrastructure.Tests.Azure;
using Serverless.Infrastructure.Tests.Bicep;

namespace Serverless.Infrastructure.Tests.Security;

public class The_templates_of_Azure
{
    [Theory]
    [InlineData("modules/servicebus.bicep", "namespace", "minimumTlsVersion", "1.2")]
    [InlineData("modules/cosmos.bicep", "account", "minimalTlsVersion", "Tls12")]
    [InlineData("modules/storage.bicep", "account", "minimumTlsVersion", "TLS1_2")]
    [InlineData("modules/storage.bicep", "account", "supportsHttpsTrafficOnly", "true")]
    [InlineData("modules/redis.bicep", "cluster", "minimumTlsVersion", "1.2")]
    [InlineData("modules/redis.bicep", "database", "clientProtocol", "Encrypted")]
    [InlineData("modules/function-app.bicep", "app", "httpsOnly", "true")]
    [InlineData("modules/function-app.bicep", "app", "siteConfig.minTlsVersion", "1.2")]
    [InlineData("modules/function-app.bicep", "app", "siteConfig.ftpsState", "Disabled")]
    public void Take_nothing_that_could_be_read_on_the_way(string file, string resource, string property, string value)
    {
        var tokens = AzureFiles.Template(file).Of("resource").Single(each => each.Name == resource).Members["properties"];
        foreach (var step in property.Split('.'))
        {
            tokens = Reading.Members(tokens)[step];
        }
        Assert.Equal(value, Assert.Single(tokens).Value);
    }

    [Fact]
    public void Open_the_gateway_to_https_alone() =>
        Assert.DoesNotMatch(new Regex(@"protocols:\s*\[[^\]]*'http'"), string.Join('\n', AzureFiles.All("*.bicep").Select(File.ReadAllText)));

    // Anybody who may read the settings of an app would read them, and so would its deployment's history.
    [Fact]
    public void Hand_over_secrets_by_reference_alone()
    {
        var given = Reading.Members(Reading.Members(AzureFiles.Template("modules/system.bicep").Of("module").Single(each => each.Name == "apps").Members["params"])["connections"]);
        var secrets = given.Where(setting => Regex.IsMatch(setting.Key, "(ApiKey|Secrets?|Password|Token)$")).ToList();
        Assert.Equal(["PaymentProvider__ApiKey", "PaymentProvider__WebhookSecrets"], secrets.Select(secret => secret.Key).Order(StringComparer.Ordinal));
        Assert.All(secrets, secret => Assert.Matches(@"data\s*\.\s*outputs\s*\.\s*(providerKey|webhookSecrets)$", string.Concat(secret.Value.Select(token => token.Value))));
        var vault = File.ReadAllText(AzureFiles.PathOf("modules/keyvault.bicep"));
        Assert.Equal(2, Regex.Count(vault, @"^output (providerKey|webhookSecrets) string = '@Microsoft\.KeyVault\(", RegexOptions.Multiline));
    }

    [Fact]
    public void Take_secrets_as_parameters_that_are_not_logged() => Assert.All(AzureFiles.All("*.bicep"), file =>
        Assert.DoesNotMatch(new Regex(@"(?<!@secure\(\)\s*\n(@[^\n]*\n)*)^param \w*(Key|Secrets?|Password)\b", RegexOptions.Multiline), File.ReadAllText(file)));
}
