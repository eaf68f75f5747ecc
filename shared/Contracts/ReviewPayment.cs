namespace Serverless.Contracts;

/// <summary>
/// Asks to compare a payment with the provider's records, to correct it where they differ, and to report it in any case.
/// <paramref name="Reason"/> says why somebody doubts it; it is kept with what is corrected.
/// </summary>
public sealed record ReviewPayment(string OrderId, string Reason) : OrderMessage(OrderId);
