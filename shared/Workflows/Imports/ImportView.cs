using System.Text.Json.Serialization;
using Serverless.Contracts;

namespace Serverless.Workflows.Imports;

/// <summary>An import as operators see it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">running, completed or failed.</param>
/// <param name="Format">How its rows are written.</param>
/// <param name="Rows">How many rows were read, and what came of them so far.</param>
/// <param name="Orders">Orders placed.</param>
/// <param name="Percent">How many of a hundred rows have come to their end, good or bad; to a tenth.</param>
/// <param name="RowsPerSecond">How many rows came to their end in a second, on average.</param>
/// <param name="StartedAt">When the upload began.</param>
/// <param name="AcceptedAt">When all rows were read.</param>
/// <param name="ExpectedEndAt">When the last row comes to its end, at that rate.</param>
/// <param name="EndedAt">When the last row came to its end, or the upload broke.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record ImportView(
    string Id,
    ImportStatus Status,
    ImportFormat Format,
    ImportRowCounts Rows,
    int Orders,
    double Percent,
    double? RowsPerSecond,
    DateTimeOffset StartedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? ExpectedEndAt,
    DateTimeOffset? EndedAt,
    Failure? Failure)
{
    internal static ImportView Of(Import.Uploading import, int rows) => new(
        import.Id.Value, ImportStatus.Running, import.Format, new(rows, 0, 0), 0, 0, null, import.StartedAt, null, null, null, null);

    internal static ImportView Of(Import.Broken import, int rows) => new(
        import.Id.Value, ImportStatus.Failed, import.Format, new(rows, 0, 0), 0, 0, null, import.StartedAt, null, null, import.At,
        new Failure(import.Code, import.Reason));

    internal static ImportView Of(Import.Accepted import, ImportProgress progress)
    {
        var done = progress.Placed + progress.Failed;
        var hasEnded = progress.Chunks == import.Chunks;
        var seconds = progress.LastAt is { } last ? (last - import.AcceptedAt).TotalSeconds : 0;
        double? rate = seconds > 0 && done > 0 ? Math.Round(done / seconds, 1) : null;
        return new ImportView(
            import.Id.Value,
            !hasEnded ? ImportStatus.Running : progress.Dead == 0 ? ImportStatus.Completed : ImportStatus.Failed,
            import.Format,
            new(import.Rows, progress.Placed, progress.Failed),
            progress.Orders,
            Math.Floor(1000.0 * done / import.Rows) / 10,
            rate,
            import.StartedAt,
            import.AcceptedAt,
            !hasEnded && rate is { } perSecond ? progress.LastAt!.Value.AddSeconds(Math.Ceiling((import.Rows - done) / perSecond)) : null,
            hasEnded ? progress.LastAt : null,
            hasEnded && progress.Dead > 0
                ? new Failure("batches_dead", $"{progress.Dead} of {import.Chunks} batches could not be placed: replay their dead letters.")
                : null);
    }
}

/// <summary>Rows read, rows whose orders are placed, and rows that placed nothing.</summary>
public sealed record ImportRowCounts(int Read, int Placed, int Failed);

/// <summary>Where an import stands.</summary>
[JsonConverter(typeof(CamelCaseEnum<ImportStatus>))]
public enum ImportStatus
{
    /// <summary>It is being uploaded or placed.</summary>
    Running,

    /// <summary>Every row came to its end, good or bad.</summary>
    Completed,

    /// <summary>The upload broke or was refused, and placed nothing; or some batches are dead letters.</summary>
    Failed,
}
