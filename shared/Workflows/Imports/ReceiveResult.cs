namespace Serverless.Workflows.Imports;

/// <summary>What came of an upload.</summary>
public abstract record ReceiveResult
{
    private ReceiveResult() { }

    /// <summary>
    /// All rows are stored. <paramref name="Replayed"/> says that they were before: the answer is the first one again.
    /// </summary>
    /// <param name="Import">The import as it began.</param>
    /// <param name="Replayed">The same upload came before.</param>
    /// <param name="Batches">What has to be put on the queue: each chunk that has no result yet.</param>
    public sealed record Accepted(ImportView Import, bool Replayed, IReadOnlyList<string> Batches) : ReceiveResult;

    /// <summary>The upload cannot be taken; nothing was placed.</summary>
    public sealed record Refused(string Code, string Reason, bool IsTooLarge) : ReceiveResult;

    /// <summary>The idempotency key was used before, for another upload; nothing happened.</summary>
    public sealed record KeyReused : ReceiveResult;

    /// <summary>Another upload with the same key began while this one ran, and counts instead of it.</summary>
    public sealed record Superseded : ReceiveResult;
}
