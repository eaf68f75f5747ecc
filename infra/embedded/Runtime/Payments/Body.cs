using System.Buffers;
using System.Text.Json;

namespace Serverless.Embedded.Payments;

/// <summary>Writes answers.</summary>
internal static class Body
{
    public static byte[] Write<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer, state);
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static Answer Error(ApiError error, Call call) => new(error.Status, Write((error, call), static (writer, state) => ErrorJson.Write(writer, state.error, state.call)))
    {
        ShouldRetry = error.ShouldRetry,
        RetryAfterSeconds = error.RetryAfterSeconds,
    };

    /// <summary>A page of a list, as all of Stripe's lists look.</summary>
    public static Answer List<T>(string url, IReadOnlyList<T> items, int most, Action<Utf8JsonWriter, T> write) => new(200, Write((url, items, most, write), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, "list"u8);
        writer.WriteString("url"u8, state.url);
        writer.WriteBoolean("has_more"u8, state.items.Count > state.most);
        writer.WriteStartArray("data"u8);
        foreach (var item in state.items.Take(state.most))
        {
            state.write(writer, item);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));
}
