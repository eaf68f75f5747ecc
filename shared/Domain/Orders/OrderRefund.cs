namespace Serverless.Domain.Orders;

/// <summary>A refund that was asked for.</summary>
/// <param name="Number">1 for the first refund of the order, and so on.</param>
/// <param name="Key">The client's key, or null for a refund that undoes a cancelled order.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far it is.</param>
public sealed record OrderRefund(int Number, IdempotencyKey? Key, Money Amount, RefundStatus Status);

/// <summary>How far a refund is.</summary>
public enum RefundStatus
{
    /// <summary>Asked for, and not settled.</summary>
    Pending,

    /// <summary>The money went back.</summary>
    Succeeded,

    /// <summary>The money stayed. An operator is told.</summary>
    Failed,
}
