using System.Text.Json;
using Serverless.Infrastructure.Tests.Azure;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>What holds wherever the system is deployed.</summary>
public class Each_environment
{
    private static readonly (string Type, string Path, string Value)[] WithoutKeys =
    [
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "True"),
        ("Microsoft.DocumentDB/databaseAccounts", "properties.disableLocalAuth", "True"),
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "False"),
        ("Microsoft.Cache/redisEnterprise/databases", "properties.accessKeysAuthentication", "Disabled"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "True"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "True"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "True"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "False"),
    ];

    private static readonly (string Type, string Path, string Value)[] Encrypted =
    [
        ("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "1.2"),
        ("Microsoft.DocumentDB/databaseAccounts", "properties.minimalTlsVersion", "Tls12"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "True"),
        ("Microsoft.Cache/redisEnterprise", "properties.minimumTlsVersion", "1.2"),
        ("Microsoft.Cache/redisEnterprise/databases", "properties.clientProtocol", "Encrypted"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "True"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.ApiManagement/service/apis", "properties.protocols", "https"),
    ];

    // Those that other people's requests reach or that keep what is ours.
    private static readonly string[] Watched =
    [
        "Microsoft.ApiManagement/service", "Microsoft.Cache/redisEnterprise", "Microsoft.DocumentDB/databaseAccounts", "Microsoft.KeyVault/vaults",
        "Microsoft.ServiceBus/namespaces", "Microsoft.Storage/storageAccounts", "Microsoft.Web/sites",
    ];

    public static TheoryData<string> Names => Made.Environments;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Lets_nobody_in_with_a_key(string name) => AssertAll(await Made.In(name), WithoutKeys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Talks_over_TLS_alone(string name) => AssertAll(await Made.In(name), Encrypted);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Makes_nothing_twice(string name) => Assert.Empty(
        (await Made.In(name)).Resources.GroupBy(each => each.Body.GetProperty("id").GetString()).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Has_tags_on_all_that_costs(string name) => Assert.All(
        (await Made.In(name)).Resources.Where(each => each.Type.Count(letter => letter == '/') == 1 && each.At("location") is not null),
        each => Assert.Equal(name == "prod" ? "prod" : "dev", each.TextAt("tags.environment")));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Watches_each_service(string name)
    {
        var made = await Made.In(name);
        var watched = made.Of("Microsoft.Insights/diagnosticSettings").Select(each => each.Body.GetProperty("id").GetString()!).ToList();
        Assert.All(made.Resources.Where(each => Watched.Contains(each.Type)), each =>
            Assert.Contains(watched, id => id.StartsWith(each.Body.GetProperty("id").GetString() + "/", StringComparison.Ordinal)));
    }

    // What the embedded services are told, Azure is told too, value by value.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Has_each_declared_queue_topic_and_subscription_as_it_is_declared(string name)
    {
        var made = await Made.In(name);
        var bus = AzureFiles.Json("../resources.json").GetProperty("serviceBus");
        AssertDeclared(bus.GetProperty("queues"), made.Of("Microsoft.ServiceBus/namespaces/queues"), "properties");
        AssertDeclared(bus.GetProperty("topics"), made.Of("Microsoft.ServiceBus/namespaces/topics"), "properties");
        var subscriptions = bus.GetProperty("topics").EnumerateArray().SelectMany(topic => topic.GetProperty("subscriptions").EnumerateArray());
        AssertDeclared(JsonSerializer.SerializeToElement(subscriptions), made.Of("Microsoft.ServiceBus/namespaces/topics/subscriptions"), "properties");
        var queues = AzureFiles.Strings(AzureFiles.Json("../resources.json").GetProperty("storage").GetProperty("queues"));
        Assert.Equal(queues, made.Of("Microsoft.Storage/storageAccounts/queueServices/queues").Select(each => each.OwnName));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Has_each_declared_container_as_it_is_declared(string name)
    {
        var made = (await Made.In(name)).Of("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers").ToList();
        var declared = AzureFiles.Json("../resources.json").GetProperty("cosmos").GetProperty("containers").EnumerateArray().ToList();
        Assert.Equal(declared.Select(each => each.GetProperty("name").GetString()).Order(), made.Select(each => each.OwnName).Order());
        Assert.All(declared, each =>
        {
            var container = made.Single(one => one.OwnName == each.GetProperty("name").GetString());
            Assert.Equal(each.GetProperty("partitionKey").GetString(), container.TextAt("properties.resource.partitionKey.paths"));
            AssertSame(each, "defaultTimeToLive", container.At("properties.resource.defaultTtl"));
            AssertSame(each, "indexingPolicy", container.At("properties.resource.indexingPolicy"));
        });
    }

    private static void AssertAll(Made made, (string Type, string Path, string Value)[] rules) => Assert.All(rules, rule =>
    {
        Assert.NotEmpty(made.Of(rule.Type));
        Assert.All(made.Of(rule.Type), each => Assert.Equal(rule.Value, each.TextAt(rule.Path)));
    });

    private static void AssertDeclared(JsonElement declared, IEnumerable<Resource> made, string at)
    {
        Assert.Equal(declared.EnumerateArray().Select(each => each.GetProperty("name").GetString()).Order(), made.Select(each => each.OwnName).Order());
        foreach (var each in declared.EnumerateArray())
        {
            var resource = made.Single(one => one.OwnName == each.GetProperty("name").GetString());
            foreach (var setting in each.EnumerateObject().Where(setting => setting.Name is not "name" and not "subscriptions"))
                AssertSame(each, setting.Name, resource.At($"{at}.{setting.Name}"));
        }
    }

    private static void AssertSame(JsonElement declared, string setting, JsonElement? made)
    {
        if (declared.TryGetProperty(setting, out var value))
            Assert.True(made is { } found && JsonElement.DeepEquals(value, found), $"{setting}: {value} is declared, and {made} made");
        else
            Assert.Null(made);
    }
}
