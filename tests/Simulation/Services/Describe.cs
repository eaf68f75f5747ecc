using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Simulation.Services;

/// <summary>States in a few words, for the trace.</summary>
internal static class Describe
{
    public static string State(object state) => state switch
    {
        Order order => $"{order.GetType().Name} v{order.Version}{Money(order.Facts.Payment.Totals)}{Refunds(order)} seen payment v{order.Facts.Payment.Version}",
        Payment payment => $"{payment.GetType().Name} v{payment.Version}{Money(payment.Facts.Totals)}{Pending(payment.Pending)}",
        _ => state.GetType().Name,
    };

    private static string Money(Totals totals) =>
        $" authorized {totals.Authorized.MinorUnits} captured {totals.Captured.MinorUnits} refunded {totals.Refunded.MinorUnits}";

    private static string Refunds(Order order) => string.Concat(
        order.Facts.Payment.Refunds.Select(refund => $" refund {refund.Number}: {refund.Amount.MinorUnits} {refund.Status}"));

    private static string Pending(PendingOperation? pending) =>
        pending is null ? "" : $" pending {pending.Kind} {pending.Number} {pending.Amount.MinorUnits} doubt {pending.Doubt?.ToString() ?? "none"}";
}
