using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Serverless.Embedded.Host;
using Serverless.Embedded.Queues;
using Serverless.Embedded.Triggers.StorageQueues;

namespace Serverless.Embedded.Triggers.Outputs;

/// <summary>Puts what a function returned on a storage queue.</summary>
internal sealed class QueueOutput(BindingSettings names, QueueSettings settings, QueueServices services, BindingJson json) : IOutputExtension
{
    public bool Handles(OutputBindingAttribute output) => output is QueueOutputAttribute;

    public OutputWriter Bind(FunctionDescriptor function, OutputBindingAttribute output, Type type)
    {
        var target = (QueueOutputAttribute)output;
        var queue = BoundQueue.Of(function.Name, Outputs.Place, names, services, target.Connection, target.QueueName);
        Outputs.RefuseStreams(function, type);
        return async (value, stop) =>
        {
            await queue.Service.Open();
            await queue.Service.Put(queue.Name, [.. OutputValues.Each(value).Select(one => settings.Encode(OutputValues.Body(one, json.Options)))], stop);
        };
    }
}
