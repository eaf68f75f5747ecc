namespace Serverless.Adapters.Caching;

/// <summary>What the cache holds: a value, and when it was read from the store (or a little before).</summary>
internal sealed record Kept<T>(DateTimeOffset AsOf, T Value);
