namespace Serverless.Domain.Payments;

/// <summary>A refund that came to its end, as the payment reports it. <paramref name="Failure"/> is null when the money went back.</summary>
/// <param name="Number">The order's number for it, from 1.</param>
/// <param name="Amount">How much.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record SettledRefund(int Number, Money Amount, PaymentFailure? Failure = null);
