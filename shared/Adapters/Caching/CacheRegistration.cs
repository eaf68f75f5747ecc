using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Caching;

internal static class CacheRegistration
{
    private const long MemoryBytes = 16 * 1024 * 1024;

    public static void AddCache(this IServiceCollection services, IConfiguration configuration)
    {
        // One server may hold the entries of several databases.
        var (redis, prefix) = (configuration["RedisConnection"], $"{configuration["CosmosDatabase"]}:");
        services.AddOptions<CacheOptions>()
            .Bind(configuration.GetSection("Cache"))
            .Configure(options => (options.RedisConnection, options.RedisCredential, options.RequireTls) =
                (redis, configuration["RedisConnection:credential"], Transport.IsRequired(configuration)))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<CacheOptions>, RedisConnectionValidation>();
        if (string.IsNullOrWhiteSpace(redis))
        {
            services.AddDistributedMemoryCache(options => options.SizeLimit = MemoryBytes);
        }
        else if (configuration["RedisConnection:credential"] == CacheOptions.OwnIdentity)
        {
            services.AddSingleton<IDistributedCache>(provider =>
                ActivatorUtilities.CreateInstance<RedisByIdentity>(provider, redis, prefix, OwnIdentity.For(configuration.GetSection("RedisConnection"))));
        }
        else
        {
            services.AddStackExchangeRedisCache(options => (options.Configuration, options.InstanceName) = (redis, prefix));
        }
        services.AddSingleton<CacheGate>();
        services.AddSingleton<Announcements>();
        services.AddSingleton<ReadThroughs>();
    }
}
