namespace Serverless.Contracts;

/// <summary>Asks to take what is held, or part of it.</summary>
public sealed record CapturePayment(string OrderId, Amount Amount) : OrderMessage(OrderId);
