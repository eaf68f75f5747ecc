using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Caching;

/// <summary>Has the client read its connection string at start, so that a wrong one is named then.</summary>
internal sealed class RedisConnectionValidation(IServiceProvider services) : IValidateOptions<CacheOptions>
{
    public ValidateOptionsResult Validate(string? name, CacheOptions options)
    {
        try
        {
            _ = services.GetRequiredService<IDistributedCache>();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException wrong)
        {
            return ValidateOptionsResult.Fail($"RedisConnection should be like host:6379,password=…,ssl=True. {wrong.Message}");
        }
    }
}
