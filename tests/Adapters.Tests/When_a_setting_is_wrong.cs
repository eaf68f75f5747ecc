using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Tests;

public class When_a_setting_is_wrong
{
    [Theory]
    [InlineData("CosmosConnection", null, "CosmosConnection")]
    [InlineData("CosmosConnection", "nonsense", "CosmosConnection should be AccountEndpoint=")]
    [InlineData("CosmosConnection:accountEndpoint", "https://both.example", "either CosmosConnection")]
    [InlineData("CosmosDatabase", "", "CosmosDatabase")]
    [InlineData("Cosmos:ConnectionMode", "Fast", "Cosmos__ConnectionMode should be Direct or Gateway")]
    [InlineData("ServiceBusConnection", null, "ServiceBusConnection")]
    [InlineData("ServiceBusConnection", "nonsense", "ServiceBusConnection should be Endpoint=sb://")]
    [InlineData("ServiceBusConnection:fullyQualifiedNamespace", "bus.example", "either ServiceBusConnection")]
    [InlineData("PaymentProvider:BaseAddress", null, "PaymentProvider__BaseAddress")]
    [InlineData("PaymentProvider:BaseAddress", "payments", "PaymentProvider__BaseAddress is 'payments'")]
    [InlineData("PaymentProvider:ApiKey", "", "PaymentProvider__ApiKey")]
    [InlineData("PaymentProvider:Timeout", "00:05:00", "PaymentProvider__Timeout should be between")]
    [InlineData("PaymentProvider:ReturnUrl", "home", "PaymentProvider__ReturnUrl")]
    [InlineData("Catalog:CacheFor", "00:00:00", "Catalog__CacheFor should be between")]
    [InlineData("Cache:Timeout", "00:00:00.050", "Cache__Timeout should be between")]
    [InlineData("Cache:Lifetime", "00:00:00", "Cache__Lifetime should be between")]
    [InlineData("RedisConnection", "host:6379,colour=blue", "RedisConnection should be like host:6379")]
    [InlineData("RedisConnection:credential", "key", "RedisConnection__credential should be managedidentity")]
    public void The_start_fails_and_names_it(string key, string? value, string said)
    {
        using var services = new ServiceCollection().AddLogging().AddAdapters(Wires.Configuration((key, value))).BuildServiceProvider();
        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CosmosConnection", "AccountEndpoint=http://db.example/;AccountKey=a2V5", "CosmosConnection leads to 'http://db.example/': it should begin with https")]
    [InlineData("CosmosConnection", "AccountKey=a2V5;accountendpoint=http://db.example/", "CosmosConnection leads to 'http://db.example/'")]
    [InlineData("PaymentProvider:BaseAddress", "http://pay.example", "PaymentProvider__BaseAddress is 'http://pay.example/': it should begin with https")]
    [InlineData("PaymentProvider:BaseAddress", "http://127.0.0.1.example", "PaymentProvider__BaseAddress is")]
    [InlineData("RedisConnection", "cache.example:6379,password=hush", "RedisConnection should say ssl=True")]
    [InlineData("RedisConnection", "cache.example:6380,ssl=false", "RedisConnection should say ssl=True")]
    [InlineData("RequireTls", "perhaps", "RequireTls")]
    public void What_would_go_in_the_clear_stops_the_start(string key, string value, string said)
    {
        var failure = Record.Exception(() => Start(Encrypted(key, value)));
        Assert.Contains(said, failure?.Message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("a2V5", failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CosmosConnection", "AccountEndpoint=https://db.example/;AccountKey=a2V5")]
    [InlineData("CosmosConnection", "AccountEndpoint=http://localhost:8081/;AccountKey=a2V5")]
    [InlineData("PaymentProvider:BaseAddress", "http://127.0.0.1:7072")]
    [InlineData("PaymentProvider:BaseAddress", "http://[::1]:7072")]
    [InlineData("RedisConnection", "cache.example:6380,password=hush,ssl=True")]
    [InlineData("RedisConnection", "localhost:6379")]
    public void What_is_encrypted_or_stays_on_the_machine_starts(string key, string value) => Start(Encrypted(key, value));

    private static (string, string?)[] Encrypted(string key, string value) =>
    [
        ("RequireTls", null), ("CosmosConnection", "AccountEndpoint=https://db.example/;AccountKey=a2V5"), ("PaymentProvider:BaseAddress", "https://pay.example"), (key, value),
    ];

    private static void Start(params (string, string?)[] settings)
    {
        using var services = new ServiceCollection().AddLogging().AddAdapters(Wires.Configuration(settings)).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void Right_settings_start()
    {
        using var services = new ServiceCollection().AddLogging().AddAdapters(Wires.Configuration()).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
