using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Orders;

/// <summary>
/// The id of an order: the hash of its customer, then the hash of the idempotency key that it was placed with; 52 lower-case letters
/// and digits. The same request always makes the same id, and the first half says where the order is kept, so that the id alone finds it.
/// </summary>
public sealed record OrderId
{
    /// <summary>The length of every order id, in characters.</summary>
    public const int Length = 2 * Digest.Length;

    private OrderId(string value) => Value = value;

    /// <summary>The id as clients see it.</summary>
    public string Value { get; }

    /// <summary>Whose order it is, and the partition that keeps it.</summary>
    public CustomerKey CustomerKey => CustomerKey.FirstHalf(this);

    /// <summary>The id of the order that this customer places with this key.</summary>
    public static OrderId For(CustomerId customer, IdempotencyKey key) => new(customer.Key.Value + Digest.Of(key.Value));

    /// <summary>True for an order of this customer.</summary>
    public bool BelongsTo(CustomerId customer) => Value.StartsWith(customer.Key.Value, StringComparison.Ordinal);

    /// <summary>Accepts what <see cref="For"/> makes, in that spelling alone.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OrderId? id)
    {
        id = text?.Length == Length && Digest.IsValid(text) && Digest.IsValid(text, Digest.Length) ? new OrderId(text) : null;
        return id is not null;
    }

    /// <summary>Accepts what <see cref="For"/> makes, in that spelling alone.</summary>
    /// <exception cref="FormatException">The text is no order id.</exception>
    public static OrderId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"An order id is {Length} lower-case letters and digits.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
