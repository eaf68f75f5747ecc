using Serverless.Architecture.Tests.Functions;
using Serverless.Infrastructure.Tests.Bicep;

namespace Serverless.Infrastructure.Tests.Azure;

/// <summary>Bicep and the embedded runtime make the same queues, topics, subscriptions and containers: those of infra/resources.json.</summary>
public class The_declared_resources
{
    private static readonly (string File, string Section, string Type)[] Made =
    [
        ("modules/servicebus.bicep", "queues", "Microsoft.ServiceBus/namespaces/queues"),
        ("modules/servicebus.bicep", "topics", "Microsoft.ServiceBus/namespaces/topics"),
        ("modules/servicebus.bicep", "subscriptions", "Microsoft.ServiceBus/namespaces/topics/subscriptions"),
        ("modules/cosmos.bicep", "containers", "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers"),
        ("modules/storage.bicep", "queues", "Microsoft.Storage/storageAccounts/queueServices/queues"),
    ];

    // A resource that is written out in a template would be missing in the embedded runtime.
    [Fact]
    public void Are_made_by_loops_over_them_and_nowhere_else()
    {
        var types = Made.Select(each => each.Type).ToHashSet();
        var found =
            from file in AzureFiles.All("*.bicep")
            from resource in Template.Load(file).Of("resource")
            where types.Contains(resource.Path.Split('@')[0]) && !resource.Type.Any(token => token.Is("existing"))
            select (File: Path.GetRelativePath(AzureFiles.PathOf("."), file), Resource: resource);
        Assert.All(found, each =>
        {
            var made = Made.Single(one => one.Type == each.Resource.Path.Split('@')[0]);
            Assert.Equal(made.File, each.File);
            var source = each.Resource.Value.SkipWhile(token => !token.Is("in")).Skip(1).TakeWhile(token => !token.Is(":")).ToList();
            Assert.Equal(made.Section, source[^1].Value);
            Assert.Contains(source[0].Value, new[] { "declared", "subscriptions" });
        });
        Assert.Equal(Made.Length, found.Count());
    }

    // What the embedded broker is told, Azure has to be told too.
    [Theory]
    [InlineData("modules/servicebus.bicep", "queues", "queues")]
    [InlineData("modules/servicebus.bicep", "topics", "topics")]
    [InlineData("modules/servicebus.bicep", "readers", "topics.subscriptions")]
    public void Hand_over_each_of_their_settings(string file, string resource, string section)
    {
        var declared = section.Split('.').Aggregate(new[] { AzureFiles.Json("../resources.json").GetProperty("serviceBus") },
            (found, name) => [.. found.SelectMany(each => each.GetProperty(name).EnumerateArray())]);
        var settings = declared.SelectMany(each => each.EnumerateObject()).Select(each => each.Name)
            .Where(name => name is not "name" and not "subscriptions").Distinct();
        var made = AzureFiles.Template(file).Of("resource").Single(each => each.Name == resource);
        Assert.Equal(settings.Order(), Reading.Members(made.Members["properties"]).Keys.Order());
    }

    [Fact]
    public void Send_what_expires_to_the_dead_letters()
    {
        var bus = AzureFiles.Json("../resources.json").GetProperty("serviceBus");
        var subscriptions = bus.GetProperty("topics").EnumerateArray().SelectMany(topic => topic.GetProperty("subscriptions").EnumerateArray());
        Assert.All(
            bus.GetProperty("queues").EnumerateArray().Concat(subscriptions),
            each => Assert.True(each.GetProperty("deadLetteringOnMessageExpiration").GetBoolean()));
    }

    [Fact]
    public void Are_what_the_access_of_the_services_names()
    {
        var declared = DeclaredResources.Read();
        foreach (var service in new[] { "orders", "payments" })
        {
            var access = AzureFiles.Json("services.json").GetProperty(service);
            Assert.Subset(declared.Containers.ToHashSet(), AzureFiles.Strings(access.GetProperty("containers")).ToHashSet());
            Assert.Subset(declared.BusEntities.ToHashSet(), AzureFiles.Strings(access.GetProperty("sends")).ToHashSet());
            Assert.Subset(declared.Backlogs.ToHashSet(), AzureFiles.Strings(access.GetProperty("receives")).ToHashSet());
        }
    }
}
