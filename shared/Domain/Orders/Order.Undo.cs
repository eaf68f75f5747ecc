using static Serverless.Domain.Orders.OrderCommand;

namespace Serverless.Domain.Orders;

public abstract partial record Order
{
    /// <summary>Ends an order on request: what is held is voided; what was taken, and is not yet on its way back, is refunded.</summary>
    private OrderEvent[] Undo(CancelReason reason, DateTimeOffset at) =>
    [
        new OrderEvent.CancellationBegan(reason, at),
        .. this is Paid ? RefundOfTheRest(Facts.Payment, at) : [new OrderEvent.VoidRequested(at)],
    ];

    /// <summary>Gives back what came after the order was over.</summary>
    private OrderEvent[] UndoLate(Reported report)
    {
        OrderEvent[] undo = report switch
        {
            ConfirmAuthorization => [new OrderEvent.VoidRequested(report.At)],
            // Nothing more was taken than is being given back already, or than an operator was told of when that failed.
            _ when this is Cancelling && report.Payment.Totals.Captured == Facts.Payment.Totals.Captured => [],
            _ => RefundOfTheRest(Facts.Payment.After(report.Payment), report.At),
        };
        OrderEvent[] reopen = this switch
        {
            Cancelling => [],
            Expired => [new OrderEvent.CancellationBegan(CancelReason.Expired, report.At)],
            _ => [new OrderEvent.CancellationBegan(CancelReason.LatePayment, report.At)],
        };
        return [.. reopen, new OrderEvent.PaymentReported(report.Payment, report.At), .. undo];
    }

    /// <summary>An order that was over keeps money again. Asking once more would fail once more: an operator has to find another way.</summary>
    private OrderEvent[] Reopen(FailRefund report) =>
    [
        new OrderEvent.CancellationBegan(this is Expired ? CancelReason.Expired : CancelReason.RefundFailed, report.At),
        new OrderEvent.RefundFailed(report.Payment, report.At),
    ];

    private static OrderEvent[] RefundOfTheRest(PaymentProgress payment, DateTimeOffset at) =>
        payment.Refundable.IsPositive ? [new OrderEvent.RefundRequested(payment.NextRefund, null, payment.Refundable, at)] : [];

    private static OrderEvent Finish(Cancelling order, Reported report) => order.Reason == CancelReason.Expired
        ? new OrderEvent.Expired(report.Payment, report.At)
        : new OrderEvent.Cancelled(report.Payment, report.At);
}
