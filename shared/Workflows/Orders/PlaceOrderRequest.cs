using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Orders;

/// <summary>A request to place an order, as it came. Everything may be missing or wrong.</summary>
public sealed record PlaceOrderRequest(IReadOnlyList<PlaceOrderLine?>? Lines, string? PaymentMethod)
{
    /// <summary>Reads what is wanted, or adds to the errors what is wrong, and returns null.</summary>
    internal Wanted? Read(List<InvalidField> errors)
    {
        if (!Domain.Payments.PaymentMethod.TryParse(PaymentMethod, out var method))
            errors.Add(InvalidField.PaymentMethod);

        if (Lines is not { Count: > 0 and <= Purchase.MaxLines })
            errors.Add(new InvalidField("/lines", "line_count", $"An order has 1 to {Purchase.MaxLines} lines."));

        var lines = (Lines ?? []).Take(Purchase.MaxLines).Select((line, at) => ReadLine(line, at, errors)).OfType<WantedLine>().ToList();
        return errors.Count == 0 ? new Wanted(lines, method!) : null;
    }

    private static WantedLine? ReadLine(PlaceOrderLine? line, int at, List<InvalidField> errors)
    {
        if (!Sku.TryParse(line?.Sku, out var sku))
            errors.Add(new InvalidField($"/lines/{at}/sku", "invalid_sku", $"1 to {Sku.MaxLength} letters, digits, '.', '_' or '-'."));

        if (line?.Quantity is >= 1 and <= OrderLine.MaxQuantity)
            return sku is null ? null : new WantedLine(sku, line.Quantity.Value);

        errors.Add(new InvalidField($"/lines/{at}/quantity", "out_of_range", $"A whole number from 1 to {OrderLine.MaxQuantity}."));
        return null;
    }
}

/// <summary>One line of the request.</summary>
public sealed record PlaceOrderLine(string? Sku, int? Quantity);

/// <summary>What is wanted, read and in range, and not yet priced.</summary>
internal sealed record Wanted(IReadOnlyList<WantedLine> Lines, PaymentMethod Method)
{
    public Fingerprint Fingerprint { get; } = Fingerprint.Of(Lines.Select(line => (line.Sku, line.Quantity)), Method);
}

internal sealed record WantedLine(Sku Sku, int Quantity);
