using System.ComponentModel.DataAnnotations;

namespace Serverless.Adapters.Caching;

/// <summary>The settings <c>Cache__*</c> and <c>RedisConnection</c>.</summary>
internal sealed class CacheOptions : IValidatableObject
{
    /// <summary>What Azure's own settings call an identity that is used instead of a key.</summary>
    public const string OwnIdentity = "managedidentity";

    /// <summary><c>RedisConnection</c>: the Redis server that all instances share; empty for the memory of each.</summary>
    public string? RedisConnection { get; internal set; }

    /// <summary>
    /// <c>RedisConnection__credential</c>: <c>managedidentity</c> opens the server under this application's own identity. The connection
    /// string then names the identity's object id as its user, and no password.
    /// </summary>
    [AllowedValues(null, "", OwnIdentity, ErrorMessage = "RedisConnection__credential should be managedidentity, or empty.")]
    public string? RedisCredential { get; set; }

    /// <summary><c>Cache__Lifetime</c>: how long an entry is believed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Cache__Lifetime should be between 00:00:01 and 01:00:00.")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary><c>Cache__Timeout</c>: how long a request waits for the cache before it goes on without it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:00.045", ErrorMessage = "Cache__Timeout should be between 00:00:00.001 and 00:00:00.045.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>
    /// <c>Cache__SingleInstance</c>: this instance is the only one, so what it keeps in its own memory can be believed. Without it, and
    /// without Redis, nothing is kept: the instance would not hear of the others' writes.
    /// </summary>
    public bool SingleInstance { get; set; }

    /// <summary><c>RequireTls</c>.</summary>
    public bool RequireTls { get; internal set; } = true;

    /// <summary>Whether all instances hear of each other's writes through the cache.</summary>
    public bool IsShared => !string.IsNullOrWhiteSpace(RedisConnection);

    /// <summary>Whether anything is kept at all.</summary>
    public bool IsUsed => IsShared || SingleInstance;

    /// <summary>
    /// How long an entry is believed here. Memory that is not shared is believed for a moment only, enough for what is asked for again and
    /// again: that there is one instance is somebody's word.
    /// </summary>
    public TimeSpan Believed => IsShared || Lifetime < AMoment ? Lifetime : AMoment;

    private static TimeSpan AMoment => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RequireTls && IsShared && !Transport.IsSafeRedis(RedisConnection!))
        {
            yield return new($"RedisConnection should say ssl=True ({Transport.HowToDoWithout}).", [nameof(RedisConnection)]);
        }
    }
}
