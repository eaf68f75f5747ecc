using Microsoft.Azure.Functions.Worker;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Orders;

/// <summary>Ends the orders that were not paid in time.</summary>
public sealed class ExpireOrders(ExpiringOrders orders)
{
    [Function(nameof(ExpireOrders))]
    public Task Run([TimerTrigger("%OrderExpirySchedule%")] TimerInfo timer, CancellationToken stop) => orders.Expire(stop);
}
