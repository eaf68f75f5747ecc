using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary>A refund as Stripe shows it (https://docs.stripe.com/api/refunds/object).</summary>
internal static class RefundJson
{
    public static void Write(Utf8JsonWriter writer, Refund refund)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, refund.Id);
        writer.WriteString("object"u8, "refund"u8);
        writer.WriteNumber("amount"u8, refund.Amount);
        writer.WriteString("charge"u8, refund.Charge);
        writer.WriteNumber("created"u8, refund.Created / 1000);
        writer.WriteString("currency"u8, refund.Currency);
        if (refund.Status == RefundStatus.Failed)
        {
            writer.WriteString("failure_reason"u8, "expired_or_canceled_card"u8);
        }
        IntentJson.WriteMetadata(writer, refund.Metadata);
        writer.WriteString("payment_intent"u8, refund.Intent);
        writer.WriteString("reason"u8, refund.Reason);
        writer.WriteString("status"u8, refund.Status switch
        {
            RefundStatus.Pending => "pending"u8,
            RefundStatus.Succeeded => "succeeded"u8,
            _ => "failed"u8,
        });
        writer.WriteEndObject();
    }
}
