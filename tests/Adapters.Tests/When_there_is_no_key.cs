using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Serverless.Adapters.Caching;

namespace Serverless.Adapters.Tests;

/// <summary>Every connection can be opened under the application's own identity instead.</summary>
public sealed class When_there_is_no_key : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddAdapters(Wires.Configuration(
        ("CosmosConnection", null), ("CosmosConnection:accountEndpoint", "https://cosmos.example:443/"),
        ("ServiceBusConnection", null), ("ServiceBusConnection:fullyQualifiedNamespace", "bus.servicebus.windows.net"),
        ("RedisConnection", "cache.example:10000,ssl=True,abortConnect=False,user=1"), ("RedisConnection:credential", "managedidentity")))
        .BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void The_settings_are_enough_to_start_with() => _services.GetRequiredService<IStartupValidator>().Validate();

    [Fact]
    public void The_database_is_opened_at_its_address() =>
        Assert.Equal(new Uri("https://cosmos.example:443/"), _services.GetRequiredService<CosmosClient>().Endpoint);

    [Fact]
    public void The_cache_is_opened_with_tokens() => Assert.IsType<RedisByIdentity>(_services.GetRequiredService<IDistributedCache>());

    [Theory]
    [InlineData("bus.servicebus.windows.net/", "ServiceBusConnection__fullyQualifiedNamespace is 'bus.servicebus.windows.net/'")]
    [InlineData("sb://bus.servicebus.windows.net", "ServiceBusConnection__fullyQualifiedNamespace is 'sb://bus.servicebus.windows.net'")]
    public void A_namespace_is_named_by_its_host(string name, string said)
    {
        using var services = new ServiceCollection().AddLogging().AddAdapters(Wires.Configuration(
            ("ServiceBusConnection", null), ("ServiceBusConnection:fullyQualifiedNamespace", name))).BuildServiceProvider();
        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_identity_is_the_one_that_the_connection_names() => Assert.Equal(
        "00000000-0000-0000-0000-000000000001",
        OwnIdentity.Options(Connection(("clientId", "00000000-0000-0000-0000-000000000001"))).ManagedIdentityClientId);

    [Fact]
    public void The_identity_is_else_the_usual_one() => Assert.Equal(
        new Azure.Identity.DefaultAzureCredentialOptions().ManagedIdentityClientId, OwnIdentity.Options(Connection()).ManagedIdentityClientId);

    private static IConfigurationSection Connection(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create($"ServiceBusConnection:{each.Key}", (string?)each.Value)))
        .Build().GetSection("ServiceBusConnection");
}
