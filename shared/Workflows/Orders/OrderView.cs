using System.Text.Json.Serialization;
using Serverless.Contracts;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>An order as its customer sees it.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Lines">What was bought.</param>
/// <param name="Total">What it costs.</param>
/// <param name="Captured">What was taken.</param>
/// <param name="Refunded">What was given back.</param>
/// <param name="Capturable">What is held and can be captured.</param>
/// <param name="Refundable">What was taken, is neither given back nor on its way back, and can be refunded.</param>
/// <param name="Refunds">Every refund that was asked for.</param>
/// <param name="Failure">Why the last payment failed.</param>
/// <param name="NextAction">What the customer must do.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="ChangedAt">When it changed last.</param>
public sealed record OrderView(
    string Id,
    OrderStatus Status,
    IReadOnlyList<OrderLineView> Lines,
    Amount Total,
    Amount Captured,
    Amount Refunded,
    Amount? Capturable,
    Amount? Refundable,
    IReadOnlyList<RefundView> Refunds,
    Failure? Failure,
    NextAction? NextAction,
    DateTimeOffset PlacedAt,
    DateTimeOffset ChangedAt)
{
    /// <summary>Grows with every change: the entity tag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>Whose order it is: for operators' eyes.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What the customer's bank asks back: for operators' eyes.</summary>
    public IReadOnlyList<Dispute>? Disputes { get; init; }

    /// <summary>What this actor sees of an order.</summary>
    internal static OrderView Of(Order order, Actor actor) => actor.IsOperator ? Whole(order) : Of(order);

    /// <summary>All that there is to see of an order.</summary>
    public static OrderView Whole(Order order) => Of(order) with
    {
        CustomerId = order.Facts.Purchase.Customer.Value,
        Disputes = order.Facts.Payment.Disputes is [_, ..] disputes ? [.. disputes.Select(Wire.ToWire)] : null,
    };

    /// <summary>What this actor sees of the whole.</summary>
    internal OrderView To(Actor actor) => actor.IsOperator ? this : this with { CustomerId = null, Disputes = null };

    /// <summary>The view of an order.</summary>
    public static OrderView Of(Order order)
    {
        var (purchase, payment, version, changedAt) = order.Facts;
        return new OrderView(
            order.Id.Value,
            order.Status(),
            [.. purchase.Lines.Select(OrderLineView.Of)],
            purchase.Total.ToWire(),
            payment.Totals.Captured.ToWire(),
            payment.Totals.Refunded.ToWire(),
            order is Order.Confirmed { Capturing: null } ? payment.Totals.Authorized.ToWire() : null,
            order is Order.Paid or Order.Cancelling && payment.Refundable.IsPositive ? payment.Refundable.ToWire() : null,
            [.. payment.Refunds.Select(RefundView.Of)],
            (order as Order.PaymentFailed)?.Failure.ToWire(),
            (order as Order.AwaitingPayment)?.NextAction?.ToWire(),
            purchase.PlacedAt,
            changedAt)
        {
            Version = version,
        };
    }

    /// <summary>
    /// The view of the order on the day it was placed: what the answer to a repeated request shows, however old the order is.
    /// </summary>
    public static OrderView AsPlaced(Order order) => Of(Order.Apply(null, new OrderEvent.Placed(order.Facts.Purchase)));
}

/// <summary>One line of an order.</summary>
public sealed record OrderLineView(string Sku, string Name, int Quantity, Amount UnitPrice, Amount Total)
{
    internal static OrderLineView Of(OrderLine line) =>
        new(line.Sku.Value, line.Name, line.Quantity, line.UnitPrice.ToWire(), line.Total.ToWire());
}
