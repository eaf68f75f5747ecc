namespace Serverless.Contracts;

/// <summary>Asks to release what is held and to take nothing any more. <paramref name="Amount"/> is what the order costs.</summary>
public sealed record VoidPayment(string OrderId, Amount Amount) : OrderMessage(OrderId);
