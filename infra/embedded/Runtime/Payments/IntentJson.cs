using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary>A payment intent as Stripe shows it (https://docs.stripe.com/api/payment_intents/object).</summary>
internal static class IntentJson
{
    public static void Write(Utf8JsonWriter writer, Intent intent, string publicAddress, bool expandCharge = false)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, intent.Id);
        writer.WriteString("object"u8, "payment_intent"u8);
        writer.WriteNumber("amount"u8, intent.Amount);
        writer.WriteNumber("amount_capturable"u8, intent.Capturable);
        writer.WriteNumber("amount_received"u8, intent.Received);
        WriteAutomaticMethods(writer, intent);
        WriteTime(writer, "canceled_at"u8, intent.CanceledAt);
        writer.WriteString("cancellation_reason"u8, intent.CancellationReason);
        writer.WriteString("capture_method"u8, intent.ManualCapture ? "manual"u8 : "automatic"u8);
        writer.WriteString("client_secret"u8, intent.Secret);
        writer.WriteString("confirmation_method"u8, "automatic"u8);
        writer.WriteNumber("created"u8, intent.Created / 1000);
        writer.WriteString("currency"u8, intent.Currency);
        writer.WriteNull("customer"u8);
        writer.WriteString("description"u8, intent.Description);
        writer.WritePropertyName("last_payment_error"u8);
        if (intent.LastError is { } failure)
        {
            ErrorJson.Write(writer, failure);
        }
        else
        {
            writer.WriteNullValue();
        }
        WriteLatestCharge(writer, intent, expandCharge);
        writer.WriteBoolean("livemode"u8, false);
        WriteMetadata(writer, intent.Metadata);
        WriteNextAction(writer, intent, publicAddress);
        writer.WriteString("payment_method"u8, intent.PaymentMethod);
        writer.WriteStartArray("payment_method_types"u8);
        foreach (var type in intent.PaymentMethodTypes ?? ["card"])
        {
            writer.WriteStringValue(type);
        }
        writer.WriteEndArray();
        writer.WriteNull("processing"u8);
        writer.WriteNull("receipt_email"u8);
        writer.WriteNull("setup_future_usage"u8);
        writer.WriteNull("shipping"u8);
        writer.WriteString("status"u8, intent.Status.Name());
        writer.WriteEndObject();
    }

    public static void WriteMetadata(Utf8JsonWriter writer, Dictionary<string, string>? metadata)
    {
        writer.WriteStartObject("metadata"u8);
        if (metadata is not null)
        {
            foreach (var (key, value) in metadata)
            {
                writer.WriteString(key, value);
            }
        }
        writer.WriteEndObject();
    }

    /// <param name="writer">Where to write.</param>
    /// <param name="name">The property.</param>
    /// <param name="time">Unix milliseconds, written as seconds; null is written as such.</param>
    public static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? time)
    {
        if (time is { } milliseconds)
        {
            writer.WriteNumber(name, milliseconds / 1000);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteAutomaticMethods(Utf8JsonWriter writer, Intent intent)
    {
        if (intent.PaymentMethodTypes is not null)
        {
            writer.WriteNull("automatic_payment_methods"u8);
            return;
        }
        writer.WriteStartObject("automatic_payment_methods"u8);
        writer.WriteString("allow_redirects"u8, intent.AllowsRedirects ? "always"u8 : "never"u8);
        writer.WriteBoolean("enabled"u8, true);
        writer.WriteEndObject();
    }

    private static void WriteLatestCharge(Utf8JsonWriter writer, Intent intent, bool expand)
    {
        if (expand && intent.LatestCharge is { } charge)
        {
            writer.WritePropertyName("latest_charge"u8);
            ChargeJson.Write(writer, intent, charge);
        }
        else
        {
            writer.WriteString("latest_charge"u8, intent.LatestCharge?.Id);
        }
    }

    // Without a return_url Stripe leaves the challenge to its script in the browser.
    private static void WriteNextAction(Utf8JsonWriter writer, Intent intent, string publicAddress)
    {
        if (intent.Status != IntentStatus.RequiresAction)
        {
            writer.WriteNull("next_action"u8);
            return;
        }
        var page = ChallengePage.Address(publicAddress, intent);
        writer.WriteStartObject("next_action"u8);
        if (intent.ReturnUrl is { } back)
        {
            writer.WriteString("type"u8, "redirect_to_url"u8);
            writer.WriteStartObject("redirect_to_url"u8);
            writer.WriteString("url"u8, page);
            writer.WriteString("return_url"u8, back);
        }
        else
        {
            writer.WriteString("type"u8, "use_stripe_sdk"u8);
            writer.WriteStartObject("use_stripe_sdk"u8);
            writer.WriteString("type"u8, "three_d_secure_redirect"u8);
            writer.WriteString("stripe_js"u8, page);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
