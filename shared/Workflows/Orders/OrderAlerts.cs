using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Orders;

/// <summary>Calls an operator when the money of an order is not where it should be.</summary>
public sealed partial class OrderAlerts(ILogger<OrderAlerts> log)
{
    /// <summary>The meter that counts what needs an operator.</summary>
    public const string MeterName = "Serverless.Orders";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> RefundsFailed =
        Meter.CreateCounter<long>("orders.refunds.failed", "{refund}", "Refunds that the provider could not give back.");

    private static readonly Counter<long> Disputes =
        Meter.CreateCounter<long>("orders.disputes", "{dispute}", "Disputes that were opened or decided.");

    internal void Compare(Order? before, Order after, IReadOnlyList<OrderEvent> happened)
    {
        if (happened.Any(each => each is OrderEvent.RefundFailed))
        {
            RefundsFailed.Add(1);
            OrderRefundFailed(log, after.Id.Value, after.GetType().Name, after.Facts.Payment.Totals.Kept);
        }

        foreach (var dispute in after.Facts.Payment.Disputes.Except(before?.Facts.Payment.Disputes ?? []))
        {
            Disputes.Add(1, new KeyValuePair<string, object?>("status", dispute.Status.ToString()));
            OrderDisputed(log, after.Id.Value, dispute.Id, dispute.Status, dispute.Amount);
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "A refund of order {Order} failed. The order is {State}, and {Kept} of it are kept: an operator has to look")]
    private static partial void OrderRefundFailed(ILogger log, string order, string state, Money kept);

    [LoggerMessage(2002, LogLevel.Error, "Order {Order} has the dispute {Dispute}, which is {Status}, over {Amount}: an operator has to look")]
    private static partial void OrderDisputed(ILogger log, string order, string dispute, DisputeStatus status, Money amount);
}
