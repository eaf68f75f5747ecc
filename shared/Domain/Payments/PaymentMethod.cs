using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Payments;

/// <summary>
/// The provider's name for a card or account, for example <c>pm_card_visa</c>: a letter, then up to 254 letters, digits or <c>_</c>.
/// Never a card number.
/// </summary>
public sealed record PaymentMethod
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 255;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private PaymentMethod(string value) => Value = value;

    /// <summary>The name as the provider gave it out.</summary>
    public string Value { get; }

    /// <summary>Accepts a letter, then up to 254 letters, digits or <c>_</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PaymentMethod? method)
    {
        method = text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAnyExcept(Allowed)
            ? new PaymentMethod(text)
            : null;
        return method is not null;
    }

    /// <summary>Accepts a letter, then up to 254 letters, digits or <c>_</c>.</summary>
    /// <exception cref="FormatException">The text names no payment method.</exception>
    public static PaymentMethod Parse(string text) =>
        TryParse(text, out var method) ? method : throw new FormatException("A payment method is 1 to 255 letters, digits or '_'.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
