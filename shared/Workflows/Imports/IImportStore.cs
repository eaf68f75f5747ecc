using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports;

/// <summary>Where imports are kept. Outages throw.</summary>
public interface IImportStore
{
    /// <summary>Reads an import: a point read.</summary>
    Task<Stored<Import>?> Find(ImportId id, CancellationToken stop);

    /// <summary>
    /// Writes an import, and returns the version that it then has. <paramref name="expected"/> is the version that was read, or null for
    /// one that must not exist yet. Null when somebody else wrote first: then nothing was written.
    /// </summary>
    Task<StoreVersion?> Save(Import import, StoreVersion? expected, CancellationToken stop);

    /// <summary>The imports that are being uploaded or placed.</summary>
    IAsyncEnumerable<ImportId> Open(CancellationToken stop);

    /// <summary>Writes a chunk. Its number and attempt name it, so that writing it twice is writing it once.</summary>
    Task Save(ImportChunk chunk, CancellationToken stop);

    /// <summary>Reads a chunk: a point read.</summary>
    Task<ImportChunk?> FindChunk(ImportId import, int attempt, int number, CancellationToken stop);

    /// <summary>How many rows stand in the chunks that an upload has written so far.</summary>
    Task<int> RowsWritten(ImportId import, int attempt, CancellationToken stop);

    /// <summary>Reads the result of a chunk: a point read.</summary>
    Task<Stored<ChunkResult>?> FindResult(ImportId import, int number, CancellationToken stop);

    /// <summary>
    /// Writes a result. <paramref name="expected"/> is the version that was read, or null for one that must not exist yet. False when
    /// somebody else wrote first: then nothing was written.
    /// </summary>
    Task<bool> Save(ChunkResult result, StoreVersion? expected, CancellationToken stop);

    /// <summary>The numbers of all results, in no order.</summary>
    IAsyncEnumerable<ChunkTally> Tallies(ImportId import, CancellationToken stop);

    /// <summary>The bad rows of all results after this row, in their order; read page by page while they are taken.</summary>
    IAsyncEnumerable<BadRow> BadRows(ImportId import, int after, CancellationToken stop);
}
