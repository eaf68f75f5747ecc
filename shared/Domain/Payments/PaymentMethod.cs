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

    /// <summary>
    /// Accepts a letter, then up to 254 letters, digits or <c>_</c>. What holds as many digits in a row as a card number has is refused: nobody's
    /// card is stored here, not even by the client's mistake.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PaymentMethod? method)
    {
        method = IsName(text) && !CardNumber.MayBeIn(text) ? new PaymentMethod(text) : null;
        return method is not null;
    }

    /// <summary>Reads a name that was accepted before, by whatever was the rule then.</summary>
    /// <exception cref="FormatException">The text names no payment method.</exception>
    public static PaymentMethod Parse(string text) =>
        IsName(text) ? new PaymentMethod(text) : throw new FormatException("A payment method is 1 to 255 letters, digits or '_'.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAnyExcept(Allowed);
}
