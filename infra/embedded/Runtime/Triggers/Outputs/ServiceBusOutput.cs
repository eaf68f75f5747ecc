using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Serverless.Embedded.Host;
using Serverless.Embedded.ServiceBus;
using Serverless.Embedded.Triggers.ServiceBus;

namespace Serverless.Embedded.Triggers.Outputs;

/// <summary>Sends what a function returned to a queue or a topic: several values in one batch, all or none.</summary>
internal sealed class ServiceBusOutput(BindingSettings names, BindingJson json) : IOutputExtension
{
    public bool Handles(OutputBindingAttribute output) => output is ServiceBusOutputAttribute;

    public OutputWriter Bind(FunctionDescriptor function, OutputBindingAttribute output, Type type)
    {
        var target = (ServiceBusOutputAttribute)output;
        var @namespace = ServiceBusNames.Namespace(function.Name, Outputs.Place, names, target.Connection);
        var path = names.Expand(function.Name, Outputs.Place, target.QueueOrTopicName);
        Outputs.RefuseStreams(function, type);
        var destination = Open(function, @namespace, path);
        return (value, _) =>
        {
            OutgoingMessage[] messages = [.. OutputValues.Each(value).Select(one => OutgoingMessage.From(Message(one)))];
            return messages.Length == 0 ? Task.CompletedTask : destination.Send(messages);
        };
    }

    private static IDestination Open(FunctionDescriptor function, string @namespace, string path)
    {
        try
        {
            return Namespaces.Find(@namespace).Destination(path);
        }
        catch (ServiceBusException missing)
        {
            throw new BindingException(function.Name, Outputs.Place, missing.Message);
        }
    }

    private ServiceBusMessage Message(object value) => value as ServiceBusMessage ?? new ServiceBusMessage(OutputValues.Body(value, json.Options))
    {
        ContentType = value is string or byte[] or BinaryData ? null : "application/json",
    };
}
