using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Domain.Orders;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>A row of an order that can be told whose it is: a line, or what is wrong with it.</summary>
internal sealed record CsvLine(int Row, PlaceOrderLine? Line, string? PaymentMethod, BadRow? Wrong)
{
    public static CsvLine Bad(BadRow wrong) => new(wrong.Row, null, null, wrong);
}

/// <summary>
/// An order that is being put together. One bad row spoils all of it: without that line it would be another order than was asked for.
/// </summary>
internal sealed class CsvOrder(CustomerId customer, Reference? reference, CsvLine first)
{
    private readonly List<CsvLine> lines = [first];
    private readonly List<BadRow> unreadable = [];
    private bool isTooLong;

    public bool TakesMoreOf(CustomerId other, Reference? named) => reference is not null && reference == named && customer == other;

    /// <summary>
    /// A row came of which nobody can tell whose it is: a bad row of this order, if another one of it follows. False when there are too
    /// many to wait for that.
    /// </summary>
    public bool TryHold(BadRow row)
    {
        if (reference is null || unreadable.Count >= Purchase.MaxLines)
            return false;
        unreadable.Add(row);
        return true;
    }

    /// <summary>One more row. An order that has too many is given out as it comes: it would grow without end.</summary>
    public IEnumerable<RowOutcome> Add(CsvLine line)
    {
        lines.AddRange(unreadable.Select(CsvLine.Bad));
        unreadable.Clear();
        lines.Add(line);
        if (lines.Count <= Purchase.MaxLines && !isTooLong)
            return [];

        isTooLong = true;
        RowOutcome[] all = [.. lines.Select(each => new RowOutcome.Bad(
            each.Wrong ?? new BadRow(each.Row, "line_count", $"An order has 1 to {Purchase.MaxLines} lines.")))];
        lines.Clear();
        return all;
    }

    /// <summary>No more rows come.</summary>
    public IEnumerable<RowOutcome> Close(Func<ImportOrder, IEnumerable<RowOutcome>> finish) =>
        [.. lines.Count == 0 ? [] : Finish(finish), .. unreadable.Select(row => new RowOutcome.Bad(row))];

    private IEnumerable<RowOutcome> Finish(Func<ImportOrder, IEnumerable<RowOutcome>> finish)
    {
        var method = lines[0].PaymentMethod;
        if (lines.FindIndex(line => line.Wrong is null && line.PaymentMethod != method) is > 0 and var differs)
            lines[differs] = CsvLine.Bad(new BadRow(
                lines[differs].Row, "payment_method_differs", "All rows of an order name the same payment method.", "paymentMethod"));
        return lines.Find(line => line.Wrong is not null) is { } bad
            ? lines.Select(line => new RowOutcome.Bad(line.Wrong ?? ImportOrder.SpoiledBy(bad.Row, line.Row)))
            : finish(new ImportOrder(
                [.. lines.Select(line => line.Row)], customer, reference,
                new PlaceOrderRequest([.. lines.Select(line => line.Line)], method), IsCsv: true));
    }
}
