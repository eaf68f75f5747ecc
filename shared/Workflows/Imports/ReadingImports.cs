using System.Globalization;
using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>Reads imports, for operators.</summary>
public sealed class ReadingImports(IImportStore imports, ImportSettings settings, TimeProvider clock)
{
    /// <summary>Reads one. Null when there is none, and when the id is none.</summary>
    public async Task<ImportView?> Get(string id, CancellationToken stop) =>
        ImportId.TryParse(id, out var known) && await imports.Find(known, stop) is { State: var import } ? await View(import, stop) : null;

    /// <summary>
    /// The bad rows of an import, in their order; whole once it has ended, as batches come to their end in any order. Null when there is no
    /// such import.
    /// </summary>
    public async Task<Listing<BadRow>?> BadRows(string id, PageRequest page, CancellationToken stop) =>
        ImportId.TryParse(id, out var known) && await imports.Find(known, stop) is not null
            ? await page.Read<BadRow, RowPosition, BadRow>(
                ParseRow,
                async (count, after) => await imports.BadRows(known, after?.Row ?? 0, stop).Take(count).ToListAsync(stop),
                row => Cursor.Write(row.Row.ToString(CultureInfo.InvariantCulture)),
                row => row)
            : null;

    private async Task<ImportView> View(Import import, CancellationToken stop) => import switch
    {
        Import.Uploading late when late.IsAbandoned(settings, clock) =>
            ImportView.Of(late.Abandoned(settings), await imports.RowsWritten(late.Id, late.Attempt, stop)),
        Import.Uploading uploading => ImportView.Of(uploading, await imports.RowsWritten(uploading.Id, uploading.Attempt, stop)),
        Import.Broken broken => ImportView.Of(broken, await imports.RowsWritten(broken.Id, broken.Attempt, stop)),
        Import.Accepted accepted => ImportView.Of(accepted, await imports.Progress(accepted.Id, stop)),
        Import.Completed completed => ImportView.Of(completed.Was, completed.Result),
        _ => throw new NotSupportedException(import.GetType().Name),
    };

    private static RowPosition? ParseRow(string cursor) =>
        int.TryParse(Cursor.Read(cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? new RowPosition(row) : null;

    private sealed record RowPosition(int Row);
}
