using System.Collections;
using System.Text.Json;

namespace Serverless.Embedded.Triggers.Outputs;

/// <summary>Reads what a function returned for an output as one message or several.</summary>
internal static class OutputValues
{
    /// <summary>Arrays and collections are several values, except byte[]; a text, a dictionary and anything else is one.</summary>
    public static IEnumerable<object> Each(object value) => value switch
    {
        string or byte[] or BinaryData or IDictionary => [value],
        JsonElement => [value],
        IEnumerable several => several.Cast<object?>().OfType<object>(),
        _ => [value],
    };

    /// <summary>Texts and bytes as they are, anything else as JSON.</summary>
    public static BinaryData Body(object value, JsonSerializerOptions json) => value switch
    {
        string text => BinaryData.FromString(text),
        byte[] bytes => BinaryData.FromBytes(bytes),
        BinaryData data => data,
        _ => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json)),
    };
}
