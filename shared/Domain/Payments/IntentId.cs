namespace Serverless.Domain.Payments;

/// <summary>The provider's id of the one PaymentIntent of an order. Ours to keep, not to interpret.</summary>
public sealed record IntentId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
