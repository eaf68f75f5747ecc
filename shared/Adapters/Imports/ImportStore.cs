using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Domain.Imports;
using Serverless.Workflows;
using Serverless.Workflows.Imports;

namespace Serverless.Adapters.Imports;

/// <summary>Imports in Cosmos DB: the container <c>imports</c>, a partition for each with its chunks and results.</summary>
internal sealed class ImportStore(Container container) : IImportStore
{
    private static readonly ItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    private readonly AggregateContainer<ImportDocument> _imports = new(container, CosmosJson.Default.ImportDocument);
    private readonly AggregateContainer<ChunkDocument> _chunks = new(container, CosmosJson.Default.ChunkDocument);
    private readonly AggregateContainer<ResultDocument> _results = new(container, CosmosJson.Default.ResultDocument);

    public async Task<Stored<Import>?> Find(ImportId id, CancellationToken stop) =>
        await _imports.Find(ImportDocument.OnlyId, Partition(id), stop) is { } found ? new(found.Document.ToDomain(), found.Version) : null;

    public async Task<StoreVersion?> Save(Import import, StoreVersion? expected, CancellationToken stop) =>
        (await _imports.Save(ImportDocument.OnlyId, Partition(import.Id), import.ToDocument(), expected, stop))?.Version;

    public IAsyncEnumerable<ImportId> Open(CancellationToken stop) => container
        .Read(new QueryDefinition("SELECT VALUE c.importId FROM c WHERE c.open = true"), new(), CosmosJson.Default.PageString, stop)
        .Select(ImportId.Parse);

    public async Task Save(ImportChunk chunk, CancellationToken stop)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(ChunkDocument.Of(chunk), CosmosJson.Default.ChunkDocument));
        using var response = await Outage.Watch(
            () => container.UpsertItemStreamAsync(content, Partition(chunk.Import), NoContent, stop), stop);
        Outage.ThrowUnlessSuccess(response);
    }

    public async Task<ImportChunk?> FindChunk(ImportId import, int attempt, int number, CancellationToken stop) =>
        await _chunks.Find(ChunkDocument.IdOf(attempt, number), Partition(import), stop) is { } found ? found.Document.ToDomain() : null;

    public async Task<int> RowsWritten(ImportId import, int attempt, CancellationToken stop) => await container
        .Read(
            new QueryDefinition("SELECT VALUE c.rows FROM c WHERE c.type = 'chunk' AND c.attempt = @attempt").WithParameter("@attempt", attempt),
            Within(import), CosmosJson.Default.PageInt32, stop)
        .SumAsync(stop);

    public async Task<Stored<ChunkResult>?> FindResult(ImportId import, int number, CancellationToken stop) =>
        await _results.Find(ResultDocument.IdOf(number), Partition(import), stop) is { } found ? new(found.Document.ToDomain(), found.Version) : null;

    public async Task<bool> Save(ChunkResult result, StoreVersion? expected, CancellationToken stop) => await _results.Save(
        ResultDocument.IdOf(result.Tally.Number), Partition(result.Import), ResultDocument.Of(result), expected, stop) is not null;

    public IAsyncEnumerable<ChunkTally> Tallies(ImportId import, CancellationToken stop) => container
        .Read(
            new QueryDefinition("SELECT c.number, c.placed, c.failed, c.orders, c.at, c.dead FROM c WHERE c.type = 'result'"),
            Within(import), CosmosJson.Default.PageTallyDocument, stop)
        .Select(tally => tally.ToDomain());

    public async IAsyncEnumerable<BadRow> BadRows(ImportId import, int after, [EnumeratorCancellation] CancellationToken stop)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = 'result' AND c.lastRow > @after ORDER BY c.lastRow")
            .WithParameter("@after", after);
        var options = Within(import);
        options.MaxItemCount = 10; // Most results have no bad rows, and some a thousand.
        await foreach (var result in container.Read(query, options, CosmosJson.Default.PageResultDocument, stop))
        {
            foreach (var row in result.BadRows.Where(row => row.Row > after))
            {
                yield return row;
            }
        }
    }

    private static QueryRequestOptions Within(ImportId import) => new() { PartitionKey = Partition(import) };

    private static PartitionKey Partition(ImportId id) => new(id.Value);
}
