using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary>A charge as Stripe shows it (https://docs.stripe.com/api/charges/object).</summary>
internal static class ChargeJson
{
    public static void Write(Utf8JsonWriter writer, Intent intent, Charge charge)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, charge.Id);
        writer.WriteString("object"u8, "charge"u8);
        writer.WriteNumber("amount"u8, charge.Amount);
        writer.WriteNumber("amount_captured"u8, charge.Captured);
        // Stripe counts what was authorized and given back uncaptured as refunded.
        writer.WriteNumber("amount_refunded"u8, charge.Refunded + charge.Released);
        writer.WriteBoolean("captured"u8, charge.Captured > 0);
        writer.WriteNumber("created"u8, charge.Created / 1000);
        writer.WriteString("currency"u8, intent.Currency);
        writer.WriteBoolean("disputed"u8, charge.Dispute is not null);
        writer.WriteString("failure_code"u8, charge.Failure?.Code);
        writer.WriteString("failure_message"u8, charge.Failure?.Message);
        writer.WriteBoolean("livemode"u8, false);
        IntentJson.WriteMetadata(writer, intent.Metadata);
        writer.WriteBoolean("paid"u8, charge.Status == "succeeded");
        writer.WriteString("payment_intent"u8, intent.Id);
        writer.WriteString("payment_method"u8, charge.PaymentMethod);
        writer.WriteStartObject("payment_method_details"u8);
        PaymentMethodJson.WriteDetails(writer, TestMethods.Find(charge.PaymentMethod)!, charge.CaptureBefore);
        writer.WriteEndObject();
        writer.WriteBoolean("refunded"u8, charge.Amount == charge.Refunded + charge.Released);
        writer.WriteString("status"u8, charge.Status);
        writer.WriteEndObject();
    }
}
