using System.Collections.ObjectModel;
using System.Runtime.Serialization;

namespace Serverless.Embedded.ServiceBus;

/// <summary>Changes application properties, keeping to the types that a message can carry.</summary>
internal static class MessageProperties
{
    /// <summary>The properties with the changes laid over them.</summary>
    /// <exception cref="SerializationException">A value is of a type that a message cannot carry.</exception>
    public static IReadOnlyDictionary<string, object?> With(this IReadOnlyDictionary<string, object?> properties, IDictionary<string, object>? changes)
    {
        if (changes is null || changes.Count == 0)
        {
            return properties;
        }
        var changed = new Dictionary<string, object?>(properties, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            changed[name] = IsSupported(value)
                ? value
                : throw new SerializationException($"The application property '{name}' is of the unsupported type {value.GetType().FullName}.");
        }
        return new ReadOnlyDictionary<string, object?>(changed);
    }

    private static bool IsSupported(object? value) => value is null or string or bool or byte or sbyte or char or short or ushort or int or uint
        or long or ulong or float or double or decimal or Guid or Uri or DateTime or DateTimeOffset or TimeSpan;
}
