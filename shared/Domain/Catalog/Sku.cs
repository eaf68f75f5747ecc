using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Catalog;

/// <summary>What identifies a product: 1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>. Case matters.</summary>
public sealed record Sku
{
    /// <summary>The longest SKU, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private Sku(string value) => Value = value;

    /// <summary>The SKU as written.</summary>
    public string Value { get; }

    /// <summary>Accepts 1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Sku? sku)
    {
        sku = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed) ? new Sku(text) : null;
        return sku is not null;
    }

    /// <summary>Accepts 1 to 64 letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</summary>
    /// <exception cref="FormatException">The text is no SKU.</exception>
    public static Sku Parse(string text) =>
        TryParse(text, out var sku) ? sku : throw new FormatException($"'{text}' is not a SKU: 1 to 64 letters, digits, '.', '_' or '-'.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
