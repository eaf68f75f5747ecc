using System.Text.Json;
using Serverless.Embedded.Payments.Disputes;

namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>An event as Stripe shows it (https://docs.stripe.com/api/events/object).</summary>
internal static class EventJson
{
    public static void Write(Utf8JsonWriter writer, Event happened, long pendingWebhooks, string publicAddress)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, happened.Id);
        writer.WriteString("object"u8, "event"u8);
        writer.WriteString("api_version"u8, PaymentProvider.ApiVersion);
        writer.WriteNumber("created"u8, happened.Created / 1000);
        writer.WriteStartObject("data"u8);
        writer.WritePropertyName("object"u8);
        WriteObject(writer, happened, publicAddress);
        writer.WriteEndObject();
        writer.WriteBoolean("livemode"u8, false);
        writer.WriteNumber("pending_webhooks"u8, pendingWebhooks);
        writer.WriteStartObject("request"u8);
        writer.WriteNull("id"u8);
        writer.WriteNull("idempotency_key"u8);
        writer.WriteEndObject();
        writer.WriteString("type"u8, happened.Type);
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, Event happened, string publicAddress)
    {
        switch (happened.Type.Split('.'))
        {
            case ["payment_intent", ..]:
                IntentJson.Write(writer, PaymentStore.Intent(happened.State), publicAddress);
                break;
            case ["refund", ..]:
                RefundJson.Write(writer, PaymentStore.Refund(happened.State));
                break;
            case ["charge", "dispute", ..]:
                DisputeJson.Write(writer, PaymentStore.Dispute(happened.State));
                break;
            case ["charge", ..]:
                var intent = PaymentStore.Intent(happened.State);
                ChargeJson.Write(writer, intent, intent.LatestCharge!);
                break;
            default:
                throw new NotSupportedException($"An event of type {happened.Type}.");
        }
    }
}
