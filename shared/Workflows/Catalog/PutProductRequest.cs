using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Catalog;

/// <summary>
/// A product as an operator wants it, as it came. Everything may be missing or wrong. The SKU stands in the path; here it may be repeated,
/// so that what was read can be sent back.
/// </summary>
public sealed record PutProductRequest(string? Sku, string? Name, PutPrice? Price)
{
    /// <summary>Reads what is wanted, or adds to the errors what is wrong, and returns null.</summary>
    internal Product? Read(string path, List<InvalidField> errors)
    {
        if (!Domain.Catalog.Sku.TryParse(path, out var sku))
            errors.Add(new InvalidField("sku", "invalid_sku", $"1 to {Domain.Catalog.Sku.MaxLength} letters, digits, '.', '_' or '-'."));
        else if (Sku is not null && Sku != path)
            errors.Add(new InvalidField("/sku", "other_sku", "The SKU is the one in the path, or is left out."));

        if (!Product.IsName(Name))
            errors.Add(new InvalidField("/name", "invalid_name", $"1 to {Product.MaxName} printable characters, the first and the last of them no space."));

        if (Price?.Amount is not (>= 1 and <= Purchase.MaxTotal))
            errors.Add(new InvalidField("/price/amount", "out_of_range", $"A whole number of minor units from 1 to {Purchase.MaxTotal}."));

        if (!Currency.TryParse(Price?.Currency, out var currency))
            errors.Add(new InvalidField("/price/currency", "invalid_currency", "A currency of ISO 4217, like EUR."));

        return errors.Count == 0 ? new Product(sku!, Name!, new Money(Price!.Amount!.Value, currency!)) : null;
    }
}

/// <summary>The price of one piece, as it came.</summary>
/// <param name="Amount">Minor units.</param>
/// <param name="Currency">A code of ISO 4217.</param>
public sealed record PutPrice(long? Amount, string? Currency);
