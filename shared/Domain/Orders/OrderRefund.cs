using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>A refund that was asked for.</summary>
/// <param name="Number">1 for the first refund of the order, and so on.</param>
/// <param name="Key">The client's key, or null for a refund that undoes a cancelled order.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far it is.</param>
/// <param name="IsTheRest">The client named no amount and asked for all that was left: a repetition of that is the same refund.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record OrderRefund(
    int Number, IdempotencyKey? Key, Money Amount, RefundStatus Status, bool IsTheRest = false, PaymentFailure? Failure = null)
{
    /// <summary>True when this is what was asked for under the same key. A null amount is all that is left.</summary>
    public bool IsFor(Money? amount) => amount is null ? IsTheRest : !IsTheRest && amount == Amount;
}

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
