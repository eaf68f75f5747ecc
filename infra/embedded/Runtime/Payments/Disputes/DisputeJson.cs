using System.Text.Json;

namespace Serverless.Embedded.Payments.Disputes;

/// <summary>A dispute as Stripe shows it (https://docs.stripe.com/api/disputes/object).</summary>
internal static class DisputeJson
{
    public static void Write(Utf8JsonWriter writer, Dispute dispute)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, dispute.Id);
        writer.WriteString("object"u8, "dispute"u8);
        writer.WriteNumber("amount"u8, dispute.Amount);
        writer.WriteString("charge"u8, dispute.Charge);
        writer.WriteNumber("created"u8, dispute.Created / 1000);
        writer.WriteString("currency"u8, dispute.Currency);
        writer.WriteBoolean("is_charge_refundable"u8, dispute.Status == DisputeStatus.Won);
        writer.WriteBoolean("livemode"u8, false);
        IntentJson.WriteMetadata(writer, null);
        writer.WriteString("payment_intent"u8, dispute.Intent);
        writer.WriteString("reason"u8, dispute.Reason);
        writer.WriteString("status"u8, dispute.Status switch
        {
            DisputeStatus.NeedsResponse => "needs_response"u8,
            DisputeStatus.Won => "won"u8,
            _ => "lost"u8,
        });
        writer.WriteEndObject();
    }
}
