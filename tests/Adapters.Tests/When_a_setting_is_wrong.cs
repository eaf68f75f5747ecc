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

    [Fact]
    public void Right_settings_start()
    {
        using var services = new ServiceCollection().AddLogging().AddAdapters(Wires.Configuration()).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
