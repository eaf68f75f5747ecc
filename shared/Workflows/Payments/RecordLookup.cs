using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

/// <summary>What came of reading all about an intent.</summary>
public abstract record RecordLookup
{
    private RecordLookup() { }

    /// <summary>There is one.</summary>
    public sealed record Found(ProviderRecord Record) : RecordLookup;

    /// <summary>There is none, at the time of reading.</summary>
    public sealed record Absent : RecordLookup;

    /// <summary>The provider did not say.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : RecordLookup;
}
