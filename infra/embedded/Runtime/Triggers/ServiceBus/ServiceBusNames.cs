using Serverless.Embedded.Host;
using Serverless.Embedded.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>Which namespace a Service Bus binding speaks to.</summary>
internal static class ServiceBusNames
{
    /// <exception cref="BindingException">The connection is missing, malformed, or names a namespace outside this process.</exception>
    public static string Namespace(string function, string parameter, BindingSettings settings, string? connection)
    {
        var text = settings.Connection(function, parameter, connection, "ServiceBus");
        try
        {
            return EmbeddedNamespace.OfConnectionString(text);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException)
        {
            throw new BindingException(function, parameter, failure.Message);
        }
    }
}
