using Microsoft.Azure.Functions.Worker;
using Serverless.Workflows.Reconciliation;

namespace Serverless.Functions.Operations;

/// <summary>Drives on the orders that stand still.</summary>
public sealed class Reconcile(Redriving orders, TimeProvider clock)
{
    // The first run of all has no run before it: it makes up for a day.
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(1);

    [Function(nameof(Reconcile))]
    public Task Run([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken stop)
    {
        var lastRun = timer.ScheduleStatus is { Last: { Year: > 1 } last } ? new DateTimeOffset(last.ToUniversalTime()) : clock.GetUtcNow() - FirstLook;
        return orders.Redrive(lastRun, stop);
    }
}
