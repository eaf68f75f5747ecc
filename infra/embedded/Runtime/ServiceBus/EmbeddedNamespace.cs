using System.Data.Common;

namespace Serverless.Embedded.ServiceBus;

/// <summary>Names of Service Bus namespaces that live in this process: they end in <c>.embedded</c>.</summary>
internal static class EmbeddedNamespace
{
    private const string Suffix = ".embedded";

    /// <summary>The fully qualified namespace that a connection string names.</summary>
    /// <exception cref="FormatException">The text is no connection string.</exception>
    /// <exception cref="ArgumentException">The connection string has no endpoint.</exception>
    /// <exception cref="NotSupportedException">It names a namespace outside this process, or one entity of it.</exception>
    public static string OfConnectionString(string connectionString)
    {
        var parts = Parse(connectionString);
        if (!parts.TryGetValue("Endpoint", out var endpoint) || !Uri.TryCreate((string)endpoint, UriKind.Absolute, out var address))
        {
            throw new ArgumentException("The connection string must have an Endpoint such as sb://servicebus.embedded/.", nameof(connectionString));
        }
        if (parts.ContainsKey("EntityPath"))
        {
            throw new NotSupportedException("The embedded Service Bus does not support EntityPath in a connection string.");
        }
        return Check(address.Host);
    }

    public static string Check(string fullyQualifiedNamespace) => fullyQualifiedNamespace.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        ? fullyQualifiedNamespace
        : throw new NotSupportedException(
            $"The embedded runtime speaks only to its own Service Bus, whose name ends in '{Suffix}', not to '{fullyQualifiedNamespace}'. " +
            "Build with FunctionsRuntime=azure for a real namespace.");

    private static DbConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connectionString };
        }
        catch (ArgumentException failure)
        {
            throw new FormatException("The Service Bus connection string could not be parsed.", failure);
        }
    }
}
