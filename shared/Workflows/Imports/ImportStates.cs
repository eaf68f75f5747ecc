using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>What follows from the state of an import and the time.</summary>
internal static class ImportStates
{
    public static bool IsAbandoned(this Import.Uploading import, ImportSettings settings, TimeProvider clock) =>
        clock.GetUtcNow() - import.StartedAt > settings.UploadPatience;

    public static Import.Broken Abandoned(this Import.Uploading import, ImportSettings settings) => new(
        import.Id, import.By, import.Format, import.Attempt, import.StartedAt,
        "upload_broken", "The upload never came to its end. Send it again.", import.StartedAt + settings.UploadPatience);

    public static async Task<ImportProgress> Progress(this IImportStore imports, ImportId import, CancellationToken stop) =>
        await imports.Tallies(import, stop).AggregateAsync(ImportProgress.None, (sum, tally) => sum.With(tally), stop);
}
