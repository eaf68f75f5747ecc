using Serverless.Contracts;

namespace Serverless.Workflows.DeadLetters;

/// <summary>What came of a decision about a dead letter.</summary>
public abstract record DeadLetterResult
{
    private DeadLetterResult() { }

    /// <summary>It is so, from now on or since an earlier request.</summary>
    public sealed record Done(DeadLetterView Letter) : DeadLetterResult
    {
        /// <summary>What has to be put on the storage queue <see cref="Entities.Imports"/>.</summary>
        public string? ImportBatch { get; init; }
    }

    /// <summary>There is no such dead letter.</summary>
    public sealed record NotFound : DeadLetterResult;

    /// <summary>It is not the version that the decision was made for any more; nothing happened.</summary>
    public sealed record VersionMismatch : DeadLetterResult;

    /// <summary>It cannot be; nothing happened.</summary>
    public sealed record Refused(string Code, string Reason) : DeadLetterResult;

    /// <summary>The request is wrong; nothing happened.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : DeadLetterResult;
}

/// <summary>What came of replaying all that match.</summary>
public abstract record ReplayAllResult
{
    private ReplayAllResult() { }

    /// <summary>All that could be replayed were, up to a limit.</summary>
    public sealed record Done(ReplayCounts Counts) : ReplayAllResult
    {
        /// <summary>What has to be put on the storage queue <see cref="Entities.Imports"/>.</summary>
        public IReadOnlyList<string> ImportBatches { get; init; } = [];
    }

    /// <summary>The request is wrong; nothing happened.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : ReplayAllResult;
}

/// <summary>So many were replayed, and so many cannot be. When there are <paramref name="More"/>, ask again.</summary>
public sealed record ReplayCounts(int Replayed, int Refused, bool More);
