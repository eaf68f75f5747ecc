using System.Text.Json.Serialization;

namespace Serverless.Contracts;

/// <summary>Asks for an attempt to take the payment of an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Amount">What the order costs.</param>
/// <param name="PaymentMethod">The provider's name for the card or account.</param>
/// <param name="Capture">When the money is taken.</param>
/// <param name="RequestedAt">When the order asked.</param>
public sealed record ChargePayment(
    string OrderId, int Attempt, Amount Amount, string PaymentMethod, Capture Capture, DateTimeOffset RequestedAt) : OrderMessage(OrderId);

/// <summary>When the money is taken.</summary>
[JsonConverter(typeof(CamelCaseEnum<Capture>))]
public enum Capture
{
    /// <summary>At once.</summary>
    Automatic,

    /// <summary>Later, on request.</summary>
    Manual,
}
