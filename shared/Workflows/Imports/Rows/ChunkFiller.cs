using Serverless.Domain;
using Serverless.Domain.Imports;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>Fills chunks, one after the other, and holds none but the one that it fills.</summary>
internal sealed class ChunkFiller(ImportId import, int attempt, CustomerId by)
{
    private readonly List<ImportOrder> orders = [];
    private readonly List<BadRow> bad = [];
    private int text, rows, read, lastRow;

    /// <summary>How many chunks were taken.</summary>
    public int Chunks { get; private set; }

    /// <summary>How many rows were read, those of the chunk at hand included.</summary>
    public int Rows => read + rows;

    /// <summary>How many orders they made.</summary>
    public int Orders { get; private set; }

    public bool IsFull => orders.Count >= ImportChunk.MaxOrders || rows >= ImportChunk.EnoughRows || text >= ImportChunk.EnoughText;

    public bool IsEmpty => rows == 0;

    public void Add(RowOutcome outcome)
    {
        switch (outcome)
        {
            case RowOutcome.Good { Order: var order }:
                orders.Add(order);
                Orders++;
                Count(order.Rows.Count, order.Rows[^1], LengthOf(order));
                break;
            case RowOutcome.Bad { Row: var row }:
                bad.Add(row);
                Count(1, row.Row, 100 + row.Reason.Length);
                break;
        }
    }

    public ImportChunk Take()
    {
        var chunk = new ImportChunk(import, attempt, ++Chunks, by, lastRow, [.. orders], [.. bad]);
        read += rows;
        orders.Clear();
        bad.Clear();
        (text, rows) = (0, 0);
        return chunk;
    }

    private void Count(int more, int last, int length)
    {
        rows += more;
        lastRow = Math.Max(lastRow, last);
        text += length;
    }

    // In JSON a letter may take six characters; those of an SKU never do.
    private static int LengthOf(ImportOrder order) =>
        400 + 6 * (order.Customer.Value.Length + (order.Reference?.Value.Length ?? 0)) + order.Request.Lines!.Sum(line => 48 + line!.Sku!.Length);
}
