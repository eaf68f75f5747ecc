namespace Serverless.Embedded.Payments;

/// <summary>The states of a payment intent, as Stripe names them.</summary>
internal enum IntentStatus
{
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture,
    Canceled,
    Succeeded,
}

internal static class IntentStatusNames
{
    public static string Name(this IntentStatus status) => status switch
    {
        IntentStatus.RequiresPaymentMethod => "requires_payment_method",
        IntentStatus.RequiresConfirmation => "requires_confirmation",
        IntentStatus.RequiresAction => "requires_action",
        IntentStatus.Processing => "processing",
        IntentStatus.RequiresCapture => "requires_capture",
        IntentStatus.Canceled => "canceled",
        IntentStatus.Succeeded => "succeeded",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
