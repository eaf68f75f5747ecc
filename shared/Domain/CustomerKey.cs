using System.Diagnostics.CodeAnalysis;
using Serverless.Domain.Orders;

namespace Serverless.Domain;

/// <summary>
/// A hash of the customer id: the first half of every order id of that customer, and the partition that keeps the orders.
/// It hides who the customer is from those who see an order id.
/// </summary>
public sealed record CustomerKey
{
    private CustomerKey(string value) => Value = value;

    /// <summary>26 characters, lower-case letters and digits.</summary>
    public string Value { get; }

    /// <summary>The key of a customer.</summary>
    public static CustomerKey Of(CustomerId customer) => new(Digest.Of(customer.Value));

    internal static CustomerKey FirstHalf(OrderId order) => new(order.Value[..Digest.Length]);

    /// <summary>Accepts what <see cref="Of"/> makes.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CustomerKey? key)
    {
        key = text?.Length == Digest.Length && Digest.IsValid(text) ? new CustomerKey(text) : null;
        return key is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
