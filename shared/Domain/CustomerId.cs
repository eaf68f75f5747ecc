using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain;

/// <summary>Who buys: the subject of the caller's token. 1 to 255 printable characters, as OpenID Connect allows.</summary>
public sealed record CustomerId
{
    private CustomerId(string value) => Value = value;

    /// <summary>The subject, as the issuer wrote it.</summary>
    public string Value { get; }

    /// <summary>Where the customer's orders are kept.</summary>
    public CustomerKey Key => CustomerKey.Of(this);

    /// <summary>Accepts 1 to 255 printable characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CustomerId? customer)
    {
        customer = Text.IsPrintable(text) ? new CustomerId(text) : null;
        return customer is not null;
    }

    /// <summary>Accepts 1 to 255 printable characters.</summary>
    /// <exception cref="FormatException">The text is empty, too long or not printable.</exception>
    public static CustomerId Parse(string text) =>
        TryParse(text, out var customer) ? customer : throw new FormatException("A customer id is 1 to 255 printable characters.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
