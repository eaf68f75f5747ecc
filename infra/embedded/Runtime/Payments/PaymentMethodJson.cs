using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary>A test payment method as Stripe shows it.</summary>
internal static class PaymentMethodJson
{
    public static void Write(Utf8JsonWriter writer, string id)
    {
        var method = TestMethods.Find(id)!;
        writer.WriteStartObject();
        writer.WriteString("id"u8, method.Id);
        writer.WriteString("object"u8, "payment_method"u8);
        writer.WriteBoolean("livemode"u8, false);
        WriteDetails(writer, method, captureBefore: null);
        writer.WriteEndObject();
    }

    /// <summary>The properties that say what kind of method it is, into an open object.</summary>
    public static void WriteDetails(Utf8JsonWriter writer, TestMethod method, long? captureBefore)
    {
        writer.WriteString("type"u8, method.Type);
        writer.WriteStartObject(method.Type);
        writer.WriteString(method.Type == "card" ? "brand"u8 : "bank_name"u8, method.Brand);
        writer.WriteString("last4"u8, method.Last4);
        if (captureBefore is { } until)
        {
            writer.WriteNumber("capture_before"u8, until / 1000);
        }
        writer.WriteEndObject();
    }
}
