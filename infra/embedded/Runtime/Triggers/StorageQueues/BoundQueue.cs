using Serverless.Embedded.Host;
using Serverless.Embedded.Queues;

namespace Serverless.Embedded.Triggers.StorageQueues;

/// <summary>The queue that a binding names, and the service that holds it.</summary>
internal sealed record BoundQueue(IQueueService Service, string Name)
{
    /// <exception cref="BindingException">The connection names no queue service, or the name is not one of a queue.</exception>
    public static BoundQueue Of(string function, string parameter, BindingSettings names, QueueServices services, string? connection, string name)
    {
        var queue = names.Expand(function, parameter, name);
        if (!QueueNames.IsValid(queue))
        {
            throw new BindingException(function, parameter, $"'{queue}' is not the name of a queue: 3 to 63 lower-case letters, digits and single dashes");
        }
        try
        {
            return new(services.For(names.Connection(function, parameter, connection, "Storage")), queue);
        }
        catch (FormatException wrong)
        {
            throw new BindingException(
                function, parameter, $"the storage connection '{connection ?? "AzureWebJobsStorage"}' should be 'embedded' or a connection string: {wrong.Message}");
        }
    }
}
