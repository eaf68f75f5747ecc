namespace Serverless.Domain.Payments;

/// <summary>A refund of a payment, as the provider knows it.</summary>
/// <param name="Id">The provider's id. Null for one that the provider never made.</param>
/// <param name="Number">The order's number for it, from 1. Null for one that was made in the provider's own dashboard.</param>
/// <param name="Amount">How much.</param>
/// <param name="Status">How far the provider has come with it.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record PaymentRefund(string? Id, int? Number, Money Amount, PaymentRefundStatus Status, PaymentFailure? Failure = null)
{
    /// <summary>True for two records of one refund.</summary>
    internal bool IsSameAs(PaymentRefund other) =>
        Id is not null && Id == other.Id || Number is not null && Number == other.Number && (Id is null || other.Id is null);
}

/// <summary>How far the provider has come with a refund.</summary>
public enum PaymentRefundStatus
{
    /// <summary>Accepted, and on its way: it may still fail.</summary>
    Pending,

    /// <summary>The money went back. In rare cases it comes back to us later, and then the refund failed.</summary>
    Succeeded,

    /// <summary>The money stayed with us, or came back to us. Final.</summary>
    Failed,
}
