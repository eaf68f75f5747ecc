using System.Globalization;
using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Domain.Payments;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>
/// Rows that are lines of orders. Those of one customer and reference that follow each other are one order; a row without a reference is
/// one by itself.
/// </summary>
internal sealed class CsvRows(References references) : RowReader(references)
{
    private bool hasHeader;
    private CsvOrder? current;

    public override IEnumerable<RowOutcome> End() => Close(null);

    // Whose it was cannot be told. Where the rows before and after it are of one order, it may have been a line of that.
    protected override IEnumerable<RowOutcome> Unreadable(BadRow row)
    {
        if (!hasHeader)
            throw UploadRefusedException.NoHeader();
        return current?.TryHold(row) == true ? [] : [.. Close(null), new RowOutcome.Bad(row)];
    }

    protected override IEnumerable<RowOutcome> Parse(Line line)
    {
        var isRow = CsvRow.TrySplit(line.Text.Span, out var fields);
        if (!hasHeader)
        {
            hasHeader = isRow && fields!.SequenceEqual(CsvRow.Columns) ? true : throw UploadRefusedException.NoHeader();
            return [];
        }

        if (!isRow)
            return Unreadable(new BadRow(line.Number, "malformed_row", "A quote is not closed or stands inside a field, or there are too many fields."));
        var card = CardNumber.IsIn(line.Text.Span) ? fields!.FindIndex(field => CardNumber.IsIn(field)) : -1;
        if (card is 0 or 1 || card >= CsvRow.Columns.Length)
            return Unreadable(WithCard(line.Number, card));
        if (!CustomerId.TryParse(fields![0], out var customer))
            return Unreadable(new BadRow(line.Number, "invalid_customer", "1 to 255 printable characters.", "customerId"));

        Reference? reference = null;
        if (fields.ElementAtOrDefault(1) is { Length: > 0 } named && !Reference.TryParse(named, out reference))
            return Unreadable(new BadRow(line.Number, "invalid_reference", "1 to 255 printable characters, or none at all.", "reference"));
        var row = card < 0 ? Read(line.Number, fields) : CsvLine.Bad(WithCard(line.Number, card));
        return current is not null && current.TakesMoreOf(customer, reference)
            ? current.Add(row)
            : Close(new CsvOrder(customer, reference, row));
    }

    private IEnumerable<RowOutcome> Close(CsvOrder? next)
    {
        var closed = current?.Close(Finish) ?? [];
        current = next;
        return closed;
    }

    private static BadRow WithCard(int number, int column) =>
        BadRow.Of(number, InvalidField.CardNumber(CsvRow.Columns.ElementAtOrDefault(column) ?? ""));

    private static CsvLine Read(int number, List<string> fields)
    {
        if (fields.Count != CsvRow.Columns.Length)
            return CsvLine.Bad(new BadRow(number, "malformed_row", $"A row has {CsvRow.Columns.Length} fields."));
        return int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            ? new CsvLine(number, new PlaceOrderLine(fields[2], quantity), fields[4], null)
            : CsvLine.Bad(new BadRow(number, "malformed_row", "The quantity is no whole number.", "quantity"));
    }
}
