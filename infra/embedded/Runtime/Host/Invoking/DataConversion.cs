using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>Turns a route value, a query value or a piece of trigger metadata into the type of the parameter of its name.</summary>
internal static class DataConversion
{
    public static bool Supports(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) || type == typeof(object) || type.IsEnum || type == typeof(Guid)
            || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || type == typeof(Uri)
            || typeof(IReadOnlyDictionary<string, object>).IsAssignableFrom(type) || type == typeof(IDictionary<string, object>)
            || (typeof(IConvertible).IsAssignableFrom(type) && type != typeof(DBNull));
    }

    /// <exception cref="FunctionInputConverterException">The value is not one of that type.</exception>
    public static object? To(Type type, object value, string name)
    {
        if (type.IsInstanceOfType(value))
        {
            return value;
        }
        try
        {
            return Parse(Nullable.GetUnderlyingType(type) ?? type, value);
        }
        catch (Exception failure) when (failure is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw new FunctionInputConverterException($"The value of '{name}' cannot be converted to {type}.", failure);
        }
    }

    private static object? Parse(Type type, object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return type == typeof(string) ? text
            : type == typeof(Guid) ? Guid.Parse(text)
            : type.IsEnum ? Enum.Parse(type, text, ignoreCase: true)
            : type == typeof(TimeSpan) ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
            : type == typeof(DateTimeOffset) ? value is DateTime time ? new DateTimeOffset(time)
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : type == typeof(DateTime) && value is DateTimeOffset offset ? offset.UtcDateTime
            : type == typeof(Uri) ? new Uri(text, UriKind.RelativeOrAbsolute)
            : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
