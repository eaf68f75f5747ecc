using Serverless.Infrastructure.Tests.Azure;
using Serverless.Infrastructure.Tests.Bicep;

namespace Serverless.Infrastructure.Tests.Settings;

/// <summary>The app settings of a function app, as the templates make them.</summary>
internal static class SettingsInBicep
{
    // What the other templates and whoever deploys put in, in the form in which it comes.
    private static readonly Dictionary<string, string> FromOutside = new()
    {
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000001",
        ["Auth__Authority"] = "https://login.example.com/tenant/v2.0",
        ["Auth__Audience"] = "api://orders",
        ["CosmosConnection__accountEndpoint"] = "https://cosmos-orders-x.documents.azure.com:443/",
        ["CosmosDatabase"] = "orders-payments",
        ["PaymentProvider__ApiKey"] = "@Microsoft.KeyVault(VaultName=kv;SecretName=payment-provider-key)",
        ["PaymentProvider__BaseAddress"] = "https://api.stripe.com",
        ["PaymentProvider__ReturnUrl"] = "https://shop.example.com/",
        ["RedisConnection"] = "redis-orders-x.westeurope.redis.azure.net:10000,ssl=True,abortConnect=False,user=00000000-0000-0000-0000-000000000002",
        ["RedisConnection__credential"] = "managedidentity",
        ["ServiceBusConnection__fullyQualifiedNamespace"] = "sb-orders-x.servicebus.windows.net",
    };

    public static IReadOnlyDictionary<string, string> All { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        var settings = AzureFiles.Json("settings.json").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!);
        var apps = AzureFiles.Template("modules/system.bicep").Of("module").Single(each => each.Name == "apps");
        var own = AzureFiles.Template("modules/function-app.bicep").Of("var").Single(each => each.Name == "settings").Value;
        var connections = Reading.Members(Reading.Members(apps.Members["params"])["connections"]);
        foreach (var name in connections.Keys.Concat(Reading.Members([.. own.SkipWhile(token => !token.Is("{"))]).Keys))
        {
            settings.Add(name, FromOutside.GetValueOrDefault(name, ""));
        }
        return settings;
    }
}
