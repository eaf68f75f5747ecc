using Serverless.Domain;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Imports;

/// <summary>A chunk as it is stored.</summary>
internal sealed record ChunkDocument(
    string Id,
    string ImportId,
    string Type,
    int SchemaVersion,
    int Attempt,
    int Number,
    string By,
    int Rows,
    int LastRow,
    IReadOnlyList<ChunkOrderDocument> Orders,
    IReadOnlyList<BadRow> BadRows,
    int Ttl)
{
    public const string ChunkType = "chunk";

    /// <summary>In seconds: as long as a message waits on the bus, a dead one for its replay included.</summary>
    public const int FourteenDays = 14 * 24 * 60 * 60;

    public static string IdOf(int attempt, int number) => $"chunk-{attempt}-{number}";

    public static ChunkDocument Of(ImportChunk chunk) => new(
        IdOf(chunk.Attempt, chunk.Number), chunk.Import.Value, ChunkType, ImportDocument.CurrentSchema, chunk.Attempt, chunk.Number, chunk.By.Value,
        chunk.Rows, chunk.LastRow, [.. chunk.Orders.Select(ChunkOrderDocument.Of)], chunk.BadRows, FourteenDays);

    public ImportChunk ToDomain() => SchemaVersion == ImportDocument.CurrentSchema
        ? new(
            Domain.Imports.ImportId.Parse(ImportId), Attempt, Number, CustomerId.Parse(By), LastRow,
            [.. Orders.Select(order => order.ToDomain())], BadRows)
        : throw new NotSupportedException($"Chunk {Id} of import {ImportId} has schema {SchemaVersion}; {ImportDocument.CurrentSchema} is known.");
}

/// <summary>An order of a chunk.</summary>
internal sealed record ChunkOrderDocument(
    IReadOnlyList<int> Rows, string Customer, IReadOnlyList<ChunkLineDocument> Lines, string PaymentMethod, bool IsCsv, string? Reference = null)
{
    public static ChunkOrderDocument Of(ImportOrder order) => new(
        order.Rows, order.Customer.Value,
        [.. order.Request.Lines!.Select(line => new ChunkLineDocument(line!.Sku!, line.Quantity!.Value))], order.Request.PaymentMethod!, order.IsCsv,
        order.Reference?.Value);

    public ImportOrder ToDomain() => new(
        Rows, CustomerId.Parse(Customer), Reference is null ? null : Domain.Imports.Reference.Parse(Reference),
        new PlaceOrderRequest([.. Lines.Select(line => new PlaceOrderLine(line.Sku, line.Quantity))], PaymentMethod), IsCsv);
}

/// <summary>A line of an order of a chunk.</summary>
internal sealed record ChunkLineDocument(string Sku, int Quantity);
