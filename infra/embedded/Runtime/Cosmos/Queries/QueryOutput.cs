using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Results as JSON.</summary>
internal static class QueryOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(value, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Undefined becomes an empty object: it is a result without properties.</summary>
    public static void Write(Value value, IBufferWriter<byte> buffer)
    {
        if (!value.IsDefined)
        {
            buffer.Write("{}"u8);
            return;
        }
        using var json = new Utf8JsonWriter(buffer, Options);
        value.WriteTo(json);
    }
}
