using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Serverless.Adapters.Caching;

/// <summary>Makes caches, one for each kind of value.</summary>
internal sealed class ReadThroughs(CacheGate gate, Announcements announcements, IOptions<CacheOptions> options, TimeProvider time)
{
    public ReadThrough<T> Of<T>(string what, JsonTypeInfo<Kept<T>> json) where T : class => new(what, json, gate, announcements, options.Value, time);
}
