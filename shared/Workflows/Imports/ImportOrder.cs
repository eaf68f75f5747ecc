using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Imports;

/// <summary>An order of an import, read and not yet placed.</summary>
/// <param name="Rows">Its rows: one for the whole order, or one for each line where <paramref name="IsCsv"/>.</param>
/// <param name="Customer">Who buys.</param>
/// <param name="Reference">What the sender calls it.</param>
/// <param name="Request">What is bought, and how it is paid.</param>
/// <param name="IsCsv">Each line has a row of its own.</param>
public sealed record ImportOrder(IReadOnlyList<int> Rows, CustomerId Customer, Reference? Reference, PlaceOrderRequest Request, bool IsCsv)
{
    /// <summary>The key to place it with: the same whenever and however often it is placed.</summary>
    public IdempotencyKey KeyIn(ImportId import) => Reference?.Key ?? import.KeyOf(Rows[0]);

    /// <summary>Its rows, none of which placed anything: each says what is wrong with it, or that another row of the order is bad.</summary>
    internal IEnumerable<BadRow> Refused(IReadOnlyList<InvalidField> errors)
    {
        if (!IsCsv)
            return [BadRow.Of(Rows[0], errors[0])];

        var first = errors.Select(RowOf).FirstOrDefault(row => row > 0);
        return Rows.Select(row => errors.FirstOrDefault(error => RowOf(error) is var at && (at == 0 || at == row)) is { } error
            ? BadRow.Of(row, error) with { Field = ColumnOf(error) }
            : SpoiledBy(first, row));
    }

    internal static BadRow SpoiledBy(int bad, int row) => new(row, "order_refused", $"Row {bad} of the same order is bad.");

    // 0 for what concerns the order as a whole, and so all of its rows.
    private int RowOf(InvalidField error) =>
        error.Pointer.Split('/') is [_, "lines", var at, ..] && int.TryParse(at, out var line) && line < Rows.Count ? Rows[line] : 0;

    private static string? ColumnOf(InvalidField error) => error.Pointer.Split('/') is [_, .., var column] && column != "lines" ? column : null;
}
