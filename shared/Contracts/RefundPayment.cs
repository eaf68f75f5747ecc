namespace Serverless.Contracts;

/// <summary>Asks to give back. <paramref name="Number"/> is 1 for the order's first refund, and so on.</summary>
public sealed record RefundPayment(string OrderId, int Number, Amount Amount) : OrderMessage(OrderId);
