using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Orders;

/// <summary>Pays orders whose payment failed with another method.</summary>
public sealed class RetryingPayments(ChangingOrders orders, TimeProvider clock)
{
    /// <summary>Starts another attempt, for the order's own customer alone. The same key and method are the same attempt, however often.</summary>
    public async Task<ChangeOrderResult> Retry(
        CustomerId customer, string id, IdempotencyKey key, RetryPaymentRequest request, IReadOnlyCollection<long>? expected, CancellationToken stop) =>
        PaymentMethod.TryParse(request.PaymentMethod, out var method)
            ? await orders.Change(new Actor(customer), id, expected, _ => new OrderCommand.RetryPayment(key, method, clock.GetUtcNow()), stop)
            : new ChangeOrderResult.Invalid([InvalidField.PaymentMethod]);
}

/// <summary>A request to pay with another method. It may be missing or wrong.</summary>
public sealed record RetryPaymentRequest(string? PaymentMethod);
