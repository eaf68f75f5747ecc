using System.Text.Json;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers;

/// <summary>Turns the body of a message into what a parameter asks for.</summary>
internal static class BodyType
{
    /// <summary>The conversion to string, byte[], <see cref="BinaryData"/>, or any type that JSON can be read into.</summary>
    /// <exception cref="BindingException">No body can become this type.</exception>
    public static Func<BinaryData, object?> Conversion(Type type, string function, string parameter, JsonSerializerOptions json)
    {
        if (type == typeof(string))
        {
            return body => body.ToString();
        }
        if (type == typeof(byte[]))
        {
            return body => body.ToArray();
        }
        if (type == typeof(BinaryData))
        {
            return body => body;
        }
        if (type == typeof(object) || type.IsPointer || type.IsByRef || typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type))
        {
            throw new BindingException(function, parameter, $"a message cannot be bound to {type}; use string, byte[], BinaryData or a class that JSON is read into");
        }
        try
        {
            var read = json.GetTypeInfo(type);
            return body => JsonSerializer.Deserialize(body.ToMemory().Span, read);
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new BindingException(function, parameter, $"JSON cannot be read into {type}: {failure.Message}");
        }
    }
}
