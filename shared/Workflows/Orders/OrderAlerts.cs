using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>Calls an operator when the money of an order is not where it should be.</summary>
public sealed partial class OrderAlerts(ILogger<OrderAlerts> log)
{
    /// <summary>The meter that counts what needs an operator.</summary>
    public const string MeterName = "Serverless.Orders";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> RefundsFailed =
        Meter.CreateCounter<long>("orders.refunds.failed", "{refund}", "Refunds that the provider could not give back.");

    internal void About(Order order, IReadOnlyList<OrderEvent> happened)
    {
        if (!happened.Any(each => each is OrderEvent.RefundFailed))
            return;
        RefundsFailed.Add(1);
        RefundFailed(log, order.Id.Value, order.GetType().Name, order.Facts.Payment.Totals.Kept);
    }

    [LoggerMessage(LogLevel.Error, "A refund of order {Order} failed. The order is {State}, and {Kept} of it are kept: an operator has to look")]
    private static partial void RefundFailed(ILogger log, string order, string state, Domain.Money kept);
}
