using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation.People;

/// <summary>
/// Somebody with the role: refunds, captures and cancels in the storm; afterwards replays what was dead-lettered, and gives back what
/// failed to go back.
/// </summary>
internal sealed class Operator(World world)
{
    private static readonly Actor Me = new(CustomerId.Parse("operator"), IsOperator: true);

    private int refunds;

    /// <summary>The refunds that were answered with 202: order and key.</summary>
    public List<(OrderId Order, IdempotencyKey Key)> Accepted { get; } = [];

    public async Task Meddle()
    {
        for (var acts = world.Chance.Of(0, 1, 2, 5); acts > 0; acts--)
        {
            await world.Time.Pause(world.Chance.Spread(TimeSpan.FromMilliseconds(100), world.StormLength / 2));
            var order = world.Shoppers[world.Chance.Below(world.Shoppers.Count)].Order;
            await Act(world.Chance.Below(8), order);
        }
    }

    /// <summary>Replays every open dead letter.</summary>
    public Task Replay() => world.Insist(
        "the operator replays dead letters", stop => world.App.Replaying.ReplayAll(new DeadLetterQuery(State: "open"), "operator", stop));

    /// <summary>Follows the alerts: an order that is over still keeps money, because a refund failed.</summary>
    public async Task GiveBack()
    {
        foreach (var order in world.Orders.All.Where(order => order is Order.Cancelling && order.Facts.Payment.Refundable.IsPositive).ToList())
            await Refund(order.Id, null);
    }

    private Task Act(int what, OrderId order) => what switch
    {
        0 => Cancel(order),
        1 or 2 or 3 => Capture(order, Part()),
        4 => Replay(),
        _ => Refund(order, Part()),
    };

    private long? Part() => world.Chance.Of<long?>(null, null, 1, 500, 1_500, 99_999);

    private Task<ChangeOrderResult?> Cancel(OrderId order) =>
        world.Insist($"the operator cancels {order}", stop => world.App.Cancelling.Cancel(Me, order.Value, null, stop));

    private Task<ChangeOrderResult?> Capture(OrderId order, long? amount) => world.Insist(
        $"the operator captures {amount} of {order}", stop => world.App.Capturing.Capture(Me, order.Value, new CaptureOrderRequest(amount), null, stop));

    private async Task Refund(OrderId order, long? amount)
    {
        if (world.Has(Flaw.RefundPastTheOrder))
        {
            await Send(new RefundPayment(order.Value, ++refunds, new Amount(amount ?? 1_000, "EUR")));
            return;
        }

        var key = IdempotencyKey.Parse($"refund-{++refunds}");
        var answer = await world.Insist(
            $"the operator refunds {amount} of {order}", stop => world.App.Refunding.Refund(Me, order.Value, key, new RefundOrderRequest(amount), null, stop));
        if (answer is ChangeOrderResult.Accepted)
            Accepted.Add((order, key));
    }

    private Task<string?> Send(RefundPayment refund) => world.Insist("the operator refunds past the order", async stop =>
    {
        await world.Bus.Send(
            Entities.PaymentCommands,
            [new BusMessage($"refund-{refund.OrderId}-{refund.Number}", nameof(RefundPayment), refund.OrderId, Messages.Write(refund))],
            stop);
        return "done";
    });
}
