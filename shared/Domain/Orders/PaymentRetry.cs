using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>Another attempt that was asked for: the client's key, and the payment method that goes with it.</summary>
public sealed record PaymentRetry(IdempotencyKey Key, PaymentMethod Method);
