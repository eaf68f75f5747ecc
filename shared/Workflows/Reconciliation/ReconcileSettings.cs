using System.ComponentModel.DataAnnotations;

namespace Serverless.Workflows.Reconciliation;

/// <summary>When an order counts as standing still: the settings <c>Reconcile__*</c>.</summary>
public sealed class ReconcileSettings
{
    /// <summary>
    /// <c>Reconcile__Patience</c>: how long an order may stand still before it is driven on. Longer than a healthy payment takes, with its
    /// retries; every following time it is twice as long.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Reconcile__Patience should be between 00:01:00 and 1.00:00:00.")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);
}
