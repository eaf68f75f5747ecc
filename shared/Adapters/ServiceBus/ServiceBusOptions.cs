using System.ComponentModel.DataAnnotations;

namespace Serverless.Adapters.ServiceBus;

/// <summary>Where the bus is: the setting <c>ServiceBusConnection</c>.</summary>
internal sealed class ServiceBusOptions : IValidatableObject
{
    /// <summary><c>ServiceBusConnection</c>: a namespace's connection string. Empty when the namespace is named.</summary>
    public string? ConnectionString { get; set; }

    /// <summary><c>ServiceBusConnection__fullyQualifiedNamespace</c>: a namespace that this application's own identity may use, without a key.</summary>
    public string? FullyQualifiedNamespace { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) == string.IsNullOrEmpty(FullyQualifiedNamespace))
        {
            yield return new(
                "Set either ServiceBusConnection (Endpoint=sb://…/;SharedAccessKeyName=…;SharedAccessKey=…) or "
                + "ServiceBusConnection__fullyQualifiedNamespace (<name>.servicebus.windows.net, for a managed identity).",
                [nameof(ConnectionString)]);
        }
        else if (ConnectionString is { Length: > 0 } connection && !connection.Contains("Endpoint=sb://", StringComparison.OrdinalIgnoreCase))
        {
            yield return new("ServiceBusConnection should be Endpoint=sb://…/;SharedAccessKeyName=…;SharedAccessKey=….", [nameof(ConnectionString)]);
        }
        else if (FullyQualifiedNamespace is { Length: > 0 } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            yield return new(
                $"ServiceBusConnection__fullyQualifiedNamespace is '{host}': it should be the name of a host, such as <name>.servicebus.windows.net.",
                [nameof(FullyQualifiedNamespace)]);
        }
    }
}
