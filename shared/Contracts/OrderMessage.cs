namespace Serverless.Contracts;

/// <summary>A message about one order, which is also its <c>CorrelationId</c>.</summary>
public abstract record OrderMessage : Message
{
    private protected OrderMessage(string orderId) => OrderId = orderId;

    /// <summary>The order that this is about.</summary>
    public string OrderId { get; init; }
}
