using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation.Services;

/// <summary>States in a few words, for the trace.</summary>
internal static class Describe
{
    public static string State(object state) => state switch
    {
        Order order => $"{order.GetType().Name} v{order.Version}{Money(order.Facts.Payment.Totals)}{Refunds(order)} seen payment v{order.Facts.Payment.Version}",
        Payment payment => $"{payment.GetType().Name} v{payment.Version}{Money(payment.Facts.Totals)}{Pending(payment.Pending)}",
        DeadLetter letter => $"{letter.Content.MessageId} {letter.State} v{letter.Version}",
        _ => state.GetType().Name,
    };

    public static string Answer(object answer) => answer switch
    {
        PlaceOrderResult.Accepted a => $"202 {a.Order.Status}{(a.Replayed ? " again" : "")}",
        ChangeOrderResult.Accepted a => $"202 {a.Order.Status}{(a.Replayed ? " again" : "")}",
        ChangeOrderResult.Refused a => $"409 {a.Rejection.Code}: {a.Rejection.Reason}",
        _ => answer.GetType().Name,
    };

    public static string Settlement(Settlement settlement) => settlement switch
    {
        Settlement.RetryLater later => $"tried again at {later.At - Timeline.Start:d\\.hh\\:mm\\:ss}: {later.Reason}",
        Settlement.Discard no => $"discarded: {no.Reason}",
        Settlement.DeadLetter dead => $"dead-lettered, {dead.Reason}: {dead.Description}",
        _ => "completed",
    };

    private static string Money(Totals totals) =>
        $" authorized {totals.Authorized.MinorUnits} captured {totals.Captured.MinorUnits} refunded {totals.Refunded.MinorUnits}";

    private static string Refunds(Order order) => string.Concat(
        order.Facts.Payment.Refunds.Select(refund => $" refund {refund.Number}: {refund.Amount.MinorUnits} {refund.Status}"));

    private static string Pending(PendingOperation? pending) =>
        pending is null ? "" : $" pending {pending.Kind} {pending.Number} {pending.Amount.MinorUnits} doubt {pending.Doubt?.ToString() ?? "none"}";
}
