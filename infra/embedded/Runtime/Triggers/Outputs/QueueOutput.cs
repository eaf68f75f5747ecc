using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Serverless.Embedded.Host;
using Serverless.Embedded.Queues;
using Serverless.Embedded.Triggers.StorageQueues;

namespace Serverless.Embedded.Triggers.Outputs;

/// <summary>Puts what a function returned on a storage queue: several values in one write, all or none.</summary>
internal sealed class QueueOutput(BindingSettings names, QueueSettings settings, QueueStore store, BindingJson json) : IOutputExtension
{
    public bool Handles(OutputBindingAttribute output) => output is QueueOutputAttribute;

    public OutputWriter Bind(FunctionDescriptor function, OutputBindingAttribute output, Type type)
    {
        var target = (QueueOutputAttribute)output;
        var queue = QueueSettings.Queue(function.Name, Outputs.Place, names, target.Connection, target.QueueName);
        Outputs.RefuseStreams(function, type);
        return async (value, _) =>
        {
            await store.Open();
            await store.Put(queue, [.. OutputValues.Each(value).Select(one => settings.Encode(OutputValues.Body(one, json.Options)))]);
        };
    }
}
