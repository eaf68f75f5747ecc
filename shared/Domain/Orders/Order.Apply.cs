using System.Diagnostics;
using static Serverless.Domain.Orders.OrderEvent;

namespace Serverless.Domain.Orders;

public abstract partial record Order
{
    /// <summary>What the event makes of the order. <paramref name="order"/> is null for the first one.</summary>
    /// <exception cref="InvalidOperationException">The first event is not <see cref="Placed"/>, or a later one is.</exception>
    public static Order Apply(Order? order, OrderEvent happened) => (order, happened) switch
    {
        (null, Placed e) => new AwaitingPayment(new OrderFacts(e.Purchase, PaymentProgress.Begin(e.Purchase), 1, e.At)),
        (not null, not Placed) => order.Become(happened, order.Facts.After(happened)),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {order?.GetType().Name ?? "no order"}."),
    };

    /// <summary>The same order, with a line more in its history.</summary>
    public Order Remembering(HistoryEntry entry) => this with { Facts = Facts.Remembering(entry) };

    private Order Become(OrderEvent happened, OrderFacts facts) => happened switch
    {
        PaymentRetried => new AwaitingPayment(facts),
        PaymentWaits e => new AwaitingPayment(facts, e.NextAction),
        OrderEvent.Confirmed => new Confirmed(facts),
        CaptureRequested e => new Confirmed(facts, e.Amount),
        OrderEvent.Paid => new Paid(facts),
        OrderEvent.PaymentFailed e => new PaymentFailed(facts, e.Failure),
        CancellationBegan e => new Cancelling(facts, e.Reason),
        OrderEvent.Cancelled => new Cancelled(facts),
        OrderEvent.Expired => new Expired(facts),
        OrderEvent.Refunded => new Refunded(facts),
        RefundFailed when this is Refunded => new Paid(facts),
        VoidRequested or RefundRequested or PaymentReported or RefundFailed or Disputed => this with { Facts = facts },
        _ => throw new UnreachableException(),
    };
}
