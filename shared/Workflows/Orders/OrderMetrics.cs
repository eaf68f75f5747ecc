using System.Diagnostics.Metrics;
using System.Text.Json;
using Serverless.Contracts;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Counts orders by what became of them, and measures how long their payments took.</summary>
internal static class OrderMetrics
{
    // What is promised, and alerted on: a histogram loses its buckets on the way to some stores, a tag is kept everywhere.
    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(1);

    private static readonly Meter Meter = new(OrderAlerts.MeterName);

    private static readonly Counter<long> Changed =
        Meter.CreateCounter<long>("orders.changed", "{order}", "Orders that came to a status, by the status.");

    private static readonly Histogram<double> PaymentDuration = Meter.CreateHistogram(
        "orders.payment.duration", "s", "From placing an order to its first outcome: paid, confirmed or paymentFailed.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600] });

    /// <summary>An order was saved: as it was, null when it was not there, and as it is.</summary>
    public static void Saved(Order? before, Order after)
    {
        var status = after.Status();
        if (before is not null && before.Status() == status)
            return;
        var word = JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
        Changed.Add(1, new KeyValuePair<string, object?>("status", word));
        if (status is OrderStatus.Paid or OrderStatus.Confirmed or OrderStatus.PaymentFailed && before is Order.AwaitingPayment { Facts.Payment.Attempt: 1 } waiting)
        {
            var took = after.Facts.ChangedAt - after.Facts.Purchase.PlacedAt;
            PaymentDuration.Record(
                took.TotalSeconds, new KeyValuePair<string, object?>("outcome", word), new KeyValuePair<string, object?>("timeliness", Timeliness(waiting, took)));
        }
    }

    /// <summary>Whoever has to approve a payment takes the time that it takes: that is not ours to promise.</summary>
    internal static string Timeliness(Order.AwaitingPayment before, TimeSpan took) =>
        before.NextAction is not null ? "customer" : took <= Promised ? "in_time" : "late";
}
