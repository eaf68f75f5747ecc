using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Caching.StackExchangeRedis;

public class RedisCacheOptions : IOptions<RedisCacheOptions>
{
    public string? Configuration { get; set; }

    public string? InstanceName { get; set; }

    RedisCacheOptions IOptions<RedisCacheOptions>.Value => this;
}
