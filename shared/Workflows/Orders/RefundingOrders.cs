using Serverless.Domain;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Gives money of paid orders back. For operators; the caller sees to that.</summary>
public sealed class RefundingOrders(ChangingOrders orders, TimeProvider clock)
{
    /// <summary>Refunds part, or all that is left. The same key and request are the same refund, however often.</summary>
    public Task<ChangeOrderResult> Refund(
        Actor actor, string id, IdempotencyKey key, RefundOrderRequest request, IReadOnlyCollection<long>? expected, CancellationToken stop) =>
        orders.Change(actor, id, expected, order => new OrderCommand.Refund(key, order.Facts.Purchase.Amount(request.Amount), clock.GetUtcNow()), stop);
}

/// <summary>A request to refund: minor units of the order's currency, or null for all that is left.</summary>
public sealed record RefundOrderRequest(long? Amount = null);
