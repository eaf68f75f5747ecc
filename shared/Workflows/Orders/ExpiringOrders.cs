using Serverless.Domain;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Ends orders that were not paid in time.</summary>
public sealed class ExpiringOrders(IOrderStore orders, OrderSettings settings, TimeProvider clock)
{
    /// <summary>Expires every order that is due, oldest first, and says how many.</summary>
    public async Task<int> Expire(CancellationToken stop)
    {
        var due = clock.GetUtcNow() - settings.PaymentWindow;
        var sweep = new Sweep();
        await foreach (var id in orders.Unpaid(due, stop))
            await sweep.Take(() => Expire(id, due, stop), stop);
        return sweep.End();
    }

    // Who loses a race leaves the order alone: it has just changed, and the next run looks again.
    private async Task<bool> Expire(OrderId id, DateTimeOffset due, CancellationToken stop)
    {
        if (await orders.Find(id, stop) is not { State: var order } found
            || order.Facts.Purchase.PlacedAt > due
            || Order.Decide(order, new OrderCommand.Expire(clock.GetUtcNow())) is not Decision<OrderEvent>.Happens decision)
            return false;
        var (after, outgoing) = decision.Follow(order, Cause.Expiry);
        if (!await orders.Save(after, found, outgoing, stop))
            return false;
        OrderMetrics.Saved(order, after);
        return true;
    }
}
