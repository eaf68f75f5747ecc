using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Imports;

/// <summary>
/// What the sender calls an order: 1 to 255 printable characters. A customer has one order of each reference, whatever import named it, so
/// a corrected file can be sent again whole.
/// </summary>
public sealed record Reference
{
    private Reference(string value) => Value = value;

    /// <summary>The reference as it was sent.</summary>
    public string Value { get; }

    /// <summary>The key of the customer's order of this reference. Hashed, as a key is shorter and plainer than a reference may be.</summary>
    public IdempotencyKey Key => IdempotencyKey.Parse($"import/reference/{Digest.Of(Value)}");

    /// <summary>Accepts 1 to 255 printable characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Reference? reference)
    {
        reference = Text.IsPrintable(text) ? new Reference(text) : null;
        return reference is not null;
    }

    /// <summary>Accepts 1 to 255 printable characters.</summary>
    /// <exception cref="FormatException">The text is empty, too long or not printable.</exception>
    public static Reference Parse(string text) =>
        TryParse(text, out var reference) ? reference : throw new FormatException("A reference is 1 to 255 printable characters.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
