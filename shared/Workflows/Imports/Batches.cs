using Serverless.Contracts;

namespace Serverless.Workflows.Imports;

/// <summary>The messages that name the chunks of an import.</summary>
internal static class Batches
{
    public static IReadOnlyList<string> All(Import.Accepted import) => Of(import, Enumerable.Range(1, import.Chunks));

    /// <summary>Those of the chunks that were not placed yet, given up or not.</summary>
    public static Task<IReadOnlyList<string>> Unplaced(Import.Accepted import, IImportStore imports, CancellationToken stop) =>
        Without(tally => !tally.IsDead, import, imports, stop);

    /// <summary>Those of the chunks of which nothing was heard. What was given up waits for an operator.</summary>
    public static Task<IReadOnlyList<string>> Lost(Import.Accepted import, IImportStore imports, CancellationToken stop) =>
        Without(_ => true, import, imports, stop);

    private static async Task<IReadOnlyList<string>> Without(
        Func<ChunkTally, bool> settled, Import.Accepted import, IImportStore imports, CancellationToken stop)
    {
        var left = Enumerable.Range(1, import.Chunks).ToHashSet();
        await foreach (var tally in imports.Tallies(import.Id, stop))
        {
            if (settled(tally))
                left.Remove(tally.Number);
        }

        return Of(import, left.Order());
    }

    private static IReadOnlyList<string> Of(Import.Accepted import, IEnumerable<int> chunks) =>
        [.. chunks.Select(chunk => new ImportBatch(import.Id.Value, import.Attempt, chunk).Write())];
}
