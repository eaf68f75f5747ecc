using System.ComponentModel.DataAnnotations;

namespace Serverless.Workflows.Orders;

/// <summary>The settings <c>Orders__*</c>.</summary>
public sealed class OrderSettings
{
    /// <summary><c>Orders__PaymentWindow</c>: how long after it was placed an order may stay unpaid. Then it expires.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00", ErrorMessage = "Orders__PaymentWindow should be between 00:01:00 and 90.00:00:00.")]
    public TimeSpan PaymentWindow { get; init; } = TimeSpan.FromHours(24);
}
