using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serverless.Domain.Catalog;
using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>
/// A hash of what the client asked for, so that a repeated key with another request is noticed. Prices are not part of it:
/// they are ours, and may change between a request and its repetition.
/// </summary>
public sealed record Fingerprint
{
    private Fingerprint(string value) => Value = value;

    /// <summary>26 lower-case letters and digits.</summary>
    public string Value { get; }

    /// <summary>The fingerprint of a request to place an order: its lines, in their order, and its payment method.</summary>
    public static Fingerprint Of(IEnumerable<(Sku Sku, int Quantity)> lines, PaymentMethod method) =>
        new(Digest.Of([
            method.Value,
            .. lines.SelectMany(line => new[] { line.Sku.Value, line.Quantity.ToString(CultureInfo.InvariantCulture) })]));

    /// <summary>Accepts what <see cref="Of"/> makes.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Fingerprint? fingerprint)
    {
        fingerprint = text?.Length == Digest.Length && Digest.IsValid(text) ? new Fingerprint(text) : null;
        return fingerprint is not null;
    }

    /// <summary>Accepts what <see cref="Of"/> makes.</summary>
    /// <exception cref="FormatException">The text is no fingerprint.</exception>
    public static Fingerprint Parse(string text) =>
        TryParse(text, out var fingerprint) ? fingerprint : throw new FormatException("A fingerprint is 26 lower-case letters and digits.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
