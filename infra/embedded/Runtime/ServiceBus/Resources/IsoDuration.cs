using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>Reads durations as Bicep writes them: <c>PT1M</c>.</summary>
internal sealed class IsoDuration : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        try
        {
            return XmlConvert.ToTimeSpan(text!);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentNullException or OverflowException)
        {
            throw new JsonException($"'{text}' is no ISO 8601 duration such as PT1M.", failure);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}
