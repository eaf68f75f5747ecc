using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Cancels orders: what is held is released, what was taken is given back.</summary>
public sealed class CancellingOrders(ChangingOrders orders, TimeProvider clock)
{
    /// <summary>Cancels an order of the actor's, or any order for an operator. An order that is cancelled stays so.</summary>
    public Task<ChangeOrderResult> Cancel(Actor actor, string id, IReadOnlyCollection<long>? expected, CancellationToken stop) =>
        orders.Change(actor, id, expected, _ => new OrderCommand.Cancel(clock.GetUtcNow()), stop);
}
