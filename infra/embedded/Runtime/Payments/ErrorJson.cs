using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary>Stripe's error object (https://docs.stripe.com/api/errors).</summary>
internal static class ErrorJson
{
    public static void Write(Utf8JsonWriter writer, ApiError error, Call call)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteString("type"u8, error.Type);
        WriteCode(writer, error.Code);
        writer.WriteString("message"u8, error.Message);
        WriteIfAny(writer, "param"u8, error.Param);
        if (error.Failure is { } failure)
        {
            WriteIfAny(writer, "decline_code"u8, failure.DeclineCode);
            WriteIfAny(writer, "charge"u8, failure.Charge);
            writer.WritePropertyName("payment_method"u8);
            PaymentMethodJson.Write(writer, failure.PaymentMethod);
        }
        if (error.Intent is { } intent)
        {
            writer.WritePropertyName("payment_intent"u8);
            IntentJson.Write(writer, intent, call.PublicAddress);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The <c>last_payment_error</c> of an intent.</summary>
    public static void Write(Utf8JsonWriter writer, PaymentError failure)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, failure.Type);
        WriteCode(writer, failure.Code);
        writer.WriteString("message"u8, failure.Message);
        WriteIfAny(writer, "decline_code"u8, failure.DeclineCode);
        WriteIfAny(writer, "param"u8, failure.Param);
        WriteIfAny(writer, "charge"u8, failure.Charge);
        writer.WritePropertyName("payment_method"u8);
        PaymentMethodJson.Write(writer, failure.PaymentMethod);
        writer.WriteEndObject();
    }

    private static void WriteCode(Utf8JsonWriter writer, string? code)
    {
        if (code is not null)
        {
            writer.WriteString("code"u8, code);
            writer.WriteString("doc_url"u8, "https://docs.stripe.com/error-codes#" + code.Replace('_', '-'));
        }
    }

    private static void WriteIfAny(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
