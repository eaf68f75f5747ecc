using System.Diagnostics;
using System.Diagnostics.Metrics;
using Serverless.Contracts;
using Serverless.Domain.Imports;
using Serverless.Domain.Orders;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Imports;

/// <summary>
/// Places the orders of a chunk, as a customer's request would. Their keys derive from the import, so a batch that comes again makes no
/// second order; what came of it is written once.
/// </summary>
public sealed class PlacingImports(
    IImportStore imports, PlacingOrders orders, ReplayingDeadLetters letters, ImportSettings settings, TimeProvider clock)
{
    private static readonly Meter Meter = new("Serverless.Imports");

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("imports.rows", "{row}", "Rows of imports, placed or failed.");

    /// <summary>Places one batch. Throws when something is out, or is wrong with us: then all of it comes again.</summary>
    public async Task Place(string message, CancellationToken stop)
    {
        var batch = ImportBatch.Read(message);
        if (batch.Replay > 0)
            await letters.Arrived(DeadLetterSource.Imports, batch.Id, batch.Replay, stop);

        var import = IdOf(batch);
        var known = await imports.FindResult(import, batch.Chunk, stop);
        if (known is { State.Tally.IsDead: false })
            return;

        var chunk = await imports.FindChunk(import, batch.Attempt, batch.Chunk, stop)
            ?? throw new InvalidOperationException($"Chunk {batch.Chunk} of import {import} is gone: its time was up.");
        var result = Result(chunk, await PlaceAll(chunk, stop));
        // False: another delivery of the same batch was faster, and wrote the same.
        if (await imports.Save(result, known?.Version, stop))
        {
            Rows.Add(result.Tally.Placed, new KeyValuePair<string, object?>("outcome", "placed"));
            Rows.Add(result.Tally.Failed, new KeyValuePair<string, object?>("outcome", "failed"));
        }
    }

    private static ImportId IdOf(ImportBatch batch) => ImportId.TryParse(batch.ImportId, out var id)
        ? id
        : throw new MalformedMessageException("The import id is not one.");

    private async Task<IReadOnlyList<InvalidField>?[]> PlaceAll(ImportChunk chunk, CancellationToken stop)
    {
        var refusals = new IReadOnlyList<InvalidField>?[chunk.Orders.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallelism, CancellationToken = stop };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, chunk.Orders.Count), options,
            async (at, cancelled) => refusals[at] = await Place(chunk, chunk.Orders[at], cancelled));
        return refusals;
    }

    private async Task<IReadOnlyList<InvalidField>?> Place(ImportChunk chunk, ImportOrder order, CancellationToken stop) =>
        await orders.Place(order.Customer, order.KeyIn(chunk.Import), order.Request, Cause.Operator(chunk.By), stop) switch
        {
            PlaceOrderResult.Accepted => null,
            PlaceOrderResult.Invalid invalid => invalid.Errors,
            PlaceOrderResult.KeyReused =>
                [new InvalidField("/reference", "reference_reused", "The customer has another order of this reference.")],
            _ => throw new UnreachableException(),
        };

    private ChunkResult Result(ImportChunk chunk, IReadOnlyList<InvalidField>?[] refusals)
    {
        var placed = chunk.Orders.Where((_, at) => refusals[at] is null).ToList();
        var refused = chunk.Orders.Index().Where(order => refusals[order.Index] is not null)
            .SelectMany(order => order.Item.Refused(refusals[order.Index]!));
        BadRow[] bad = [.. chunk.BadRows.Concat(refused).OrderBy(row => row.Row)];
        var tally = new ChunkTally(chunk.Number, placed.Sum(order => order.Rows.Count), bad.Length, placed.Count, clock.GetUtcNow());
        return new ChunkResult(chunk.Import, tally, chunk.LastRow, bad);
    }
}
