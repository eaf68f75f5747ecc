using System.Text.Unicode;

namespace Serverless.Workflows.Imports.Rows;

/// <summary>Makes orders and bad rows of lines. What it gave for a line may come with a later one: an order may have many rows.</summary>
internal abstract class RowReader(References references)
{
    /// <summary>What can be told after this line.</summary>
    public IEnumerable<RowOutcome> Read(Line line)
    {
        if (line.IsTooLong)
            return Unreadable(new BadRow(line.Number, "row_too_long", $"A row has at most {ImportLimits.MaxRowBytes / 1024} KB."));
        if (!Utf8.IsValid(line.Text.Span))
            return Unreadable(new BadRow(line.Number, "not_utf8", "The text is not UTF-8."));
        return line.Text.Span.Trim(" \t"u8).IsEmpty ? [] : Parse(line);
    }

    /// <summary>What is left after the last line.</summary>
    public abstract IEnumerable<RowOutcome> End();

    protected abstract IEnumerable<RowOutcome> Parse(Line line);

    /// <summary>A row of which nothing is known but its number.</summary>
    protected abstract IEnumerable<RowOutcome> Unreadable(BadRow row);

    /// <summary>Checks all that can be without the catalog: what is refused here need not be stored.</summary>
    protected IEnumerable<RowOutcome> Finish(ImportOrder order)
    {
        var errors = new List<InvalidField>();
        if (order.Request.Read(errors) is null)
            return order.Refused(errors).Select(RowOutcome (row) => new RowOutcome.Bad(row));
        return references.FirstRow(order) is { } first && first != order.Rows[0]
            ? order.Rows.Select(RowOutcome (row) => new RowOutcome.Bad(new BadRow(
                row, "duplicate_reference",
                $"Row {first} begins an order of the same customer and reference. The rows of one order follow each other.", "/reference")))
            : [new RowOutcome.Good(order)];
    }
}

/// <summary>What a row, or several of one order, came to.</summary>
internal abstract record RowOutcome
{
    private RowOutcome() { }

    public sealed record Good(ImportOrder Order) : RowOutcome;

    public sealed record Bad(BadRow Row) : RowOutcome;
}
