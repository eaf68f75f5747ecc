namespace Serverless.Domain.Orders;

/// <summary>Why an order is being undone.</summary>
public enum CancelReason
{
    /// <summary>Somebody asked for it.</summary>
    Requested,

    /// <summary>It was not paid in time.</summary>
    Expired,

    /// <summary>The payment came after the order had failed.</summary>
    LatePayment,

    /// <summary>It was over, and then a refund failed after all: the provider keeps money again.</summary>
    RefundFailed,
}
