namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>What a change of an intent is called (https://docs.stripe.com/api/events/types).</summary>
internal static class IntentEvents
{
    /// <summary>Null when nobody is told of it.</summary>
    public static string? Of(Intent? before, Intent after) => after.Status switch
    {
        IntentStatus.RequiresPaymentMethod when after.LastError is not null && !ReferenceEquals(before?.LastError, after.LastError) =>
            "payment_intent.payment_failed",
        var status when status == before?.Status => null,
        IntentStatus.Succeeded => "payment_intent.succeeded",
        IntentStatus.RequiresCapture => "payment_intent.amount_capturable_updated",
        IntentStatus.RequiresAction => "payment_intent.requires_action",
        IntentStatus.Processing => "payment_intent.processing",
        IntentStatus.Canceled => "payment_intent.canceled",
        _ => null,
    };
}
