using Serverless.Domain.Orders;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Orders;

/// <summary>
/// What is cached of an order: what there is to see of it, and nothing else. Its payment methods and idempotency keys stay in the store.
/// </summary>
internal sealed record CachedOrder(OrderView View, long Version, bool IsAtRest)
{
    public static CachedOrder? Of(Order? order) => order is null ? null : new(OrderView.Whole(order), order.Version, order.IsAtRest);

    /// <summary>The view, whose version is no part of its JSON.</summary>
    public OrderView ToView() => View with { Version = Version };
}
