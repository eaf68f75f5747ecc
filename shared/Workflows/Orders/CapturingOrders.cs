using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Takes the money that is held for orders. For operators; the caller sees to that.</summary>
public sealed class CapturingOrders(ChangingOrders orders, TimeProvider clock)
{
    /// <summary>Captures all that is held, or part of it: the rest is released. An order is captured once.</summary>
    public Task<ChangeOrderResult> Capture(
        Actor actor, string id, CaptureOrderRequest request, IReadOnlyCollection<long>? expected, CancellationToken stop) =>
        orders.Change(actor, id, expected, order => new OrderCommand.Capture(order.Facts.Purchase.Amount(request.Amount), clock.GetUtcNow()), stop);
}

/// <summary>A request to capture: minor units of the order's currency, or null for all that is held.</summary>
public sealed record CaptureOrderRequest(long? Amount = null);
