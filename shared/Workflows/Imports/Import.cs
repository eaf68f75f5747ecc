using Serverless.Domain;
using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>An import of orders, from its upload to its end.</summary>
/// <param name="Id">The id.</param>
/// <param name="By">The operator who sent it.</param>
/// <param name="Format">How its rows are written.</param>
/// <param name="Attempt">Which upload this is: 1, or more when earlier ones broke.</param>
/// <param name="StartedAt">When that upload began.</param>
public abstract record Import(ImportId Id, CustomerId By, ImportFormat Format, int Attempt, DateTimeOffset StartedAt)
{
    /// <summary>Its rows are being read.</summary>
    public sealed record Uploading(ImportId Id, CustomerId By, ImportFormat Format, int Attempt, DateTimeOffset StartedAt)
        : Import(Id, By, Format, Attempt, StartedAt);

    /// <summary>The upload broke or was refused. Nothing was placed; another upload with the same key begins anew.</summary>
    public sealed record Broken(
        ImportId Id, CustomerId By, ImportFormat Format, int Attempt, DateTimeOffset StartedAt, string Code, string Reason, DateTimeOffset At)
        : Import(Id, By, Format, Attempt, StartedAt);

    /// <summary>All rows are stored, and are being placed.</summary>
    /// <param name="Id">The id.</param>
    /// <param name="By">The operator who sent it.</param>
    /// <param name="Format">How its rows are written.</param>
    /// <param name="Attempt">The upload whose chunks count.</param>
    /// <param name="StartedAt">When that upload began.</param>
    /// <param name="Fingerprint">A hash of its body, so that its key cannot be used for another.</param>
    /// <param name="Chunks">How many chunks there are.</param>
    /// <param name="Rows">How many rows were read.</param>
    /// <param name="AcceptedAt">When the last of them was.</param>
    /// <param name="Resumes">How often it stood still and was driven on.</param>
    /// <param name="ResumedAt">When it was driven on last.</param>
    public sealed record Accepted(
        ImportId Id,
        CustomerId By,
        ImportFormat Format,
        int Attempt,
        DateTimeOffset StartedAt,
        string Fingerprint,
        int Chunks,
        int Rows,
        DateTimeOffset AcceptedAt,
        int Resumes = 0,
        DateTimeOffset? ResumedAt = null) : Import(Id, By, Format, Attempt, StartedAt);

    /// <summary>Every chunk has its result: the sum of them does not change any more.</summary>
    public sealed record Completed(Accepted Was, ImportProgress Result)
        : Import(Was.Id, Was.By, Was.Format, Was.Attempt, Was.StartedAt);
}
