namespace Serverless.Adapters.Caching;

/// <summary>What came of asking something of the cache.</summary>
internal enum CacheOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed, or took too long.</summary>
    Failed,

    /// <summary>The cache fails, and was not asked.</summary>
    Skipped,
}
