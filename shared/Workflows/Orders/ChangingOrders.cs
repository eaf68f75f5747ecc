using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Orders;

/// <summary>Puts a command of somebody's to an order, and writes what follows.</summary>
public sealed class ChangingOrders(IOrderStore orders)
{
    /// <summary>
    /// Decides and saves, again when others write first. What was done before is accepted whatever version is expected: who repeats a
    /// request whose answer was lost expects the version before it (RFC 9110, 13.1.1).
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The order, as text of the client's.</param>
    /// <param name="expected">The versions that the caller expects the order to have one of; null for any.</param>
    /// <param name="command">What is asked; it may depend on the order's own currency.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="OutageException">Others always wrote first.</exception>
    internal async Task<ChangeOrderResult> Change(
        Actor actor, string id, IReadOnlyCollection<long>? expected, Func<Order, OrderCommand> command, CancellationToken stop)
    {
        if (!OrderId.TryParse(id, out var orderId) || !actor.MaySee(orderId))
            return new ChangeOrderResult.NotFound();

        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            if (await orders.Find(orderId, stop) is not { State: var before } found)
                return new ChangeOrderResult.NotFound();
            switch (Order.Decide(before, command(before)))
            {
                case Decision<OrderEvent>.Nothing:
                    return new ChangeOrderResult.Accepted(OrderView.Of(before, actor), Replayed: true);
                case { } when expected?.Contains(before.Version) == false:
                    return new ChangeOrderResult.VersionMismatch();
                case Decision<OrderEvent>.Rejected no:
                    return new ChangeOrderResult.Refused(no.Rejection);
                case Decision<OrderEvent>.Happens decision:
                    var (after, outgoing) = decision.Follow(before, actor.CauseOf(orderId));
                    if (!await orders.Save(after, found, outgoing, stop))
                        break;
                    OrderMetrics.Saved(before, after);
                    return new ChangeOrderResult.Accepted(OrderView.Of(after, actor), Replayed: false);
            }
        }

        throw new OutageException("Others changed the order first, again and again.");
    }
}
