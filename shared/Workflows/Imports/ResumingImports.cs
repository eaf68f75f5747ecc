using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>
/// Ends what never came to its end: an upload whose process died is broken, an import whose batches were lost between its acceptance and
/// the queue gets them again, and one that has all its results is completed.
/// </summary>
public sealed class ResumingImports(IImportStore imports, ImportSettings settings, TimeProvider clock)
{
    /// <summary>How often one import is driven on. With a patience of five minutes the last time is after three days and a half.</summary>
    public const int MaxTimes = 10;

    /// <summary>Looks at every open import, and returns what has to be put on the queue.</summary>
    public async Task<IReadOnlyList<string>> Resume(CancellationToken stop)
    {
        var batches = new List<string>();
        var sweep = new Sweep("imports");
        await foreach (var id in imports.Open(stop))
            await sweep.Take(() => Resume(id, batches, stop), stop);

        // What failed is found again by the next run; what is to be sent must not wait for it.
        if (batches.Count == 0)
            sweep.End();
        return batches;
    }

    private async Task<bool> Resume(ImportId id, List<string> batches, CancellationToken stop)
    {
        if (await imports.Find(id, stop) is not { } stored)
            return false;
        switch (stored.State)
        {
            case Import.Uploading late when late.IsAbandoned(settings, clock):
                return await imports.Save(late.Abandoned(settings), stored.Version, stop) is not null;
            case Import.Accepted import:
                var progress = await imports.Progress(id, stop);
                return progress.Chunks == import.Chunks
                    ? progress.Dead == 0 && await imports.Save(new Import.Completed(import, progress), stored.Version, stop) is not null
                    : IsDue(import, progress) && await Send(import, stored.Version, batches, stop);
            default:
                return false;
        }
    }

    // Written down first, so that of several instances one sends. A crash before it has sent is made up for the next time.
    private async Task<bool> Send(Import.Accepted import, StoreVersion version, List<string> batches, CancellationToken stop)
    {
        var resumed = import with { Resumes = import.Resumes + 1, ResumedAt = clock.GetUtcNow() };
        if (await imports.Save(resumed, version, stop) is null)
            return false;
        batches.AddRange(await Batches.Lost(import, imports, stop));
        return true;
    }

    private bool IsDue(Import.Accepted import, ImportProgress progress)
    {
        DateTimeOffset[] signs = [import.AcceptedAt, import.ResumedAt ?? import.AcceptedAt, progress.LastAt ?? import.AcceptedAt];
        return import.Resumes < MaxTimes && clock.GetUtcNow() - signs.Max() >= settings.Patience * Math.Pow(2, import.Resumes);
    }
}
