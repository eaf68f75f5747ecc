using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Serverless.Domain.Catalog;

/// <summary>Something that is sold, at the price of one piece.</summary>
public sealed record Product(Sku Sku, string Name, Money Price)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>What tells one version of the product from another: two that are alike have one tag, whenever they were.</summary>
    public string Tag => Digest.Of(Sku.Value, Name, Price.MinorUnits.ToString(CultureInfo.InvariantCulture), Price.Currency.Code);

    /// <summary>True for 1 to 200 printable characters, the first and the last of them no space.</summary>
    public static bool IsName([NotNullWhen(true)] string? text) => Text.IsPrintable(text) && text.Length <= MaxName && text.Trim() == text;
}
