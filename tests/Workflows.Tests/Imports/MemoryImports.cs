using Serverless.Domain.Imports;
using Serverless.Workflows.Imports;

namespace Serverless.Workflows.Tests.Imports;

/// <summary>Imports in memory. It can die at any call, before or after it took effect; from then on nothing answers until it is revived.</summary>
internal sealed class MemoryImports : IImportStore
{
    private readonly Dictionary<string, (object Document, int Version)> documents = [];
    private int? callsLeft;
    private bool diesAfter;
    private int written;

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    public bool IsDead => callsLeft < 0;

    public IEnumerable<ImportChunk> Chunks => documents.Values.Select(row => row.Document).OfType<ImportChunk>();

    public void DieAt(int call, bool afterIt) => (callsLeft, diesAfter) = (call - 1, afterIt);

    public void Revive() => callsLeft = null;

    public Task<Stored<Import>?> Find(ImportId id, CancellationToken stop) => Call(() => Read<Import>($"{id}/import"));

    public Task<StoreVersion?> Save(Import import, StoreVersion? expected, CancellationToken stop) =>
        Call(() => Write($"{import.Id}/import", import, expected) ? Read<Import>($"{import.Id}/import")?.Version : null);

    public IAsyncEnumerable<ImportId> Open(CancellationToken stop) => documents.Values.Select(row => row.Document)
        .OfType<Import>().Where(import => import is Import.Uploading or Import.Accepted).Select(import => import.Id).ToList().ToAsyncEnumerable();

    public Task Save(ImportChunk chunk, CancellationToken stop) => Call(() => documents[Key(chunk.Import, chunk.Attempt, chunk.Number)] = (chunk, ++written));

    public Task<ImportChunk?> FindChunk(ImportId import, int attempt, int number, CancellationToken stop) =>
        Call(() => Read<ImportChunk>(Key(import, attempt, number))?.State);

    public Task<int> RowsWritten(ImportId import, int attempt, CancellationToken stop) =>
        Call(() => Chunks.Where(chunk => chunk.Import == import && chunk.Attempt == attempt).Sum(chunk => chunk.Rows));

    public Task<Stored<ChunkResult>?> FindResult(ImportId import, int number, CancellationToken stop) =>
        Call(() => Read<ChunkResult>($"{import}/result/{number}"));

    public Task<bool> Save(ChunkResult result, StoreVersion? expected, CancellationToken stop) =>
        Call(() => Write($"{result.Import}/result/{result.Tally.Number}", result, expected));

    public IAsyncEnumerable<ChunkTally> Tallies(ImportId import, CancellationToken stop) =>
        Results(import).Select(result => result.Tally).ToList().ToAsyncEnumerable();

    public IAsyncEnumerable<BadRow> BadRows(ImportId import, int after, CancellationToken stop) => Results(import)
        .OrderBy(result => result.LastRow).SelectMany(result => result.BadRows).Where(row => row.Row > after).ToList().ToAsyncEnumerable();

    private static string Key(ImportId import, int attempt, int number) => $"{import}/chunk/{attempt}/{number}";

    private IEnumerable<ChunkResult> Results(ImportId import) =>
        documents.Values.Select(row => row.Document).OfType<ChunkResult>().Where(result => result.Import == import);

    private Task<T> Call<T>(Func<T> effect)
    {
        Calls++;
        if (callsLeft < 0 || (callsLeft == 0 && !diesAfter))
        {
            callsLeft = -1;
            throw new OutageException("The process died.");
        }

        var result = effect();
        if (callsLeft-- == 0)
            throw new OutageException("The process died.");
        return Task.FromResult(result);
    }

    private Stored<T>? Read<T>(string key) where T : class =>
        documents.TryGetValue(key, out var row) ? new Stored<T>((T)row.Document, Version(row.Version)) : null;

    private bool Write(string key, object document, StoreVersion? expected)
    {
        StoreVersion? actual = documents.TryGetValue(key, out var row) ? Version(row.Version) : null;
        if (actual != expected)
            return false;
        documents[key] = (document, ++written);
        return true;
    }

    private static StoreVersion Version(int version) => new($"{version}");
}
