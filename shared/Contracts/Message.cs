namespace Serverless.Contracts;

/// <summary>
/// A message that crosses the bus. Its <c>Subject</c> is the name of its type, its <c>CorrelationId</c> the order.
/// </summary>
public abstract record Message
{
    /// <summary>
    /// The schema that is written today. A message without one is refused; a newer one waits until this code is newer too.
    /// </summary>
    public const int CurrentSchema = 1;

    private protected Message(string orderId) => OrderId = orderId;

    /// <summary>The schema of the body.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The order that this is about.</summary>
    public string OrderId { get; init; }
}
