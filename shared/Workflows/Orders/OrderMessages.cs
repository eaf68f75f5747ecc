using System.Diagnostics;
using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Orders;

/// <summary>What an order tells others, and under which status.</summary>
internal static class OrderMessages
{
    /// <summary>
    /// Applies events, notes them in the order's history, and collects the messages that follow from them. Their ids derive from the order
    /// and its version.
    /// </summary>
    public static (Order Order, IReadOnlyList<OutgoingMessage> Outgoing) Follow(this Decision<OrderEvent>.Happens decision, Order? order, Cause cause)
    {
        var trace = Activity.Current?.TraceId.ToHexString();
        var outgoing = new List<OutgoingMessage>(1);
        foreach (var happened in decision.Events)
        {
            order = Order.Apply(order, happened);
            order = order.Remembering(HistoryEntry.Of(order, happened, cause, trace));
            if (About(order, happened) is { } message)
                outgoing.Add(new OutgoingMessage($"order-{order.Id}-{order.Version}", message));
        }

        return (order!, outgoing);
    }

    public static OrderStatus Status(this Order order) => order switch
    {
        Order.AwaitingPayment => OrderStatus.AwaitingPayment,
        Order.Confirmed => OrderStatus.Confirmed,
        Order.Paid => OrderStatus.Paid,
        Order.PaymentFailed => OrderStatus.PaymentFailed,
        Order.Cancelling => OrderStatus.Cancelling,
        Order.Cancelled => OrderStatus.Cancelled,
        Order.Expired => OrderStatus.Expired,
        Order.Refunded => OrderStatus.Refunded,
        _ => throw new UnreachableException(),
    };

    private static OrderMessage? About(Order order, OrderEvent happened) => happened switch
    {
        OrderEvent.Placed or OrderEvent.PaymentRetried => Charge(order.Facts, happened.At),
        OrderEvent.CaptureRequested e => Capture(order, e.Amount),
        OrderEvent.VoidRequested => Void(order),
        OrderEvent.RefundRequested e => Refund(order, e.Number, e.Amount),
        OrderEvent.PaymentWaits => null,
        _ => Changed(order, happened),
    };

    /// <summary>
    /// What the order has asked of its payment and has not been told the end of, in the very words in which it asked. To ask again changes
    /// nothing.
    /// </summary>
    public static IEnumerable<OrderMessage> Outstanding(this Order order) => order switch
    {
        Order.AwaitingPayment => [Charge(order.Facts, order.Facts.AttemptedAt)],
        Order.Confirmed { Capturing: { } amount } => [Capture(order, amount)],
        Order.Cancelling when order.Facts.Payment.Totals.Captured.IsZero => [Void(order)],
        Order.Cancelling or Order.Paid => order.Facts.Payment.Refunds
            .Where(refund => refund.Status == RefundStatus.Pending)
            .Select(refund => Refund(order, refund.Number, refund.Amount)),
        _ => [],
    };

    private static CapturePayment Capture(Order order, Money amount) => new(order.Id.Value, amount.ToWire());

    private static VoidPayment Void(Order order) => new(order.Id.Value, order.Facts.Purchase.Total.ToWire());

    private static RefundPayment Refund(Order order, int number, Money amount) => new(order.Id.Value, number, amount.ToWire());

    private static ChargePayment Charge(OrderFacts order, DateTimeOffset at) => new(
        order.Purchase.Id.Value,
        order.Payment.Attempt,
        order.Purchase.Total.ToWire(),
        order.Payment.Method.Value,
        order.Purchase.CaptureMode.ToWire(),
        at);

    private static OrderChanged Changed(Order order, OrderEvent happened) => new(
        order.Id.Value,
        order.Version,
        order.Status(),
        order.Facts.Purchase.Customer.Value,
        order.Facts.Purchase.Total.ToWire(),
        order.Facts.Payment.Totals.Captured.ToWire(),
        order.Facts.Payment.Totals.Refunded.ToWire(),
        happened.At,
        happened switch
        {
            OrderEvent.PaymentFailed e => e.Failure.ToWire(),
            OrderEvent.RefundFailed => order.Facts.Payment.Refunds.LastOrDefault(refund => refund.Failure is not null)?.Failure?.ToWire(),
            _ => null,
        });
}
