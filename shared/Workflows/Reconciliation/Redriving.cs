using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Workflows.Reconciliation;

/// <summary>
/// Drives on what stands still: asks again for what an order has asked of its payment, and has the payment compared with the provider's
/// records. An order is driven on when it has stood still for the patience that is set, then for twice as long, and so on: soon while it
/// may help, seldom for a customer who never comes back.
/// </summary>
public sealed class Redriving(IOrderStore orders, IMessageBus bus, ReconcileSettings settings, TimeProvider clock)
{
    /// <summary>How often one standstill is driven on. With a patience of 15 minutes the last time is after ten days.</summary>
    public const int MaxTimes = 11;

    /// <summary>Drives on the orders whose time came since the last run, however long ago that was, and says how many.</summary>
    public async Task<int> Redrive(DateTimeOffset lastRun, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var sweep = new Sweep();
        for (var time = 0; time < MaxTimes; time++)
        {
            var age = settings.Patience * Math.Pow(2, time);
            var number = time;
            await foreach (var id in orders.Stale(lastRun - age, now - age, stop))
                await sweep.Take(() => Redrive(id, number, stop), stop);
        }

        return sweep.End();
    }

    private async Task<bool> Redrive(OrderId id, int time, CancellationToken stop)
    {
        if (await orders.Find(id, stop) is not { State: { IsWaiting: true } order })
            return false;
        await bus.Send(Entities.PaymentCommands, [.. Again(order, time)], stop);
        return true;
    }

    // The ids say how often, so that a run that stopped half way and comes again sends nothing twice.
    private static IEnumerable<BusMessage> Again(Order order, int time) => order.Outstanding()
        .Append<Message>(new ReviewPayment(order.Id.Value, $"The order stands still as {order.GetType().Name} since {order.Facts.ChangedAt:O}."))
        .Select((message, number) => new BusMessage(
            $"redrive-{order.Id}-{order.Version}-{time}-{number}", Messages.SubjectOf(message), order.Id.Value, Messages.Write(message)));
}
