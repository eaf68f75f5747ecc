using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;
using Serverless.Embedded.Queues;

namespace Serverless.Embedded.Triggers.StorageQueues;

/// <summary>Storage queue triggers.</summary>
internal sealed class QueueTriggerExtension(
    IFunctionInvoker invoker, BindingSettings names, QueueSettings settings, QueueServices services, BindingJson json, TimeProvider clock,
    ILoggerFactory logs) : ITriggerExtension
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is QueueTriggerAttribute;

    public ITriggerListener Listen(FunctionDescriptor function)
    {
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var parameter = function.TriggerParameter;
        RetryPolicy.Refuse(function);
        var queue = BoundQueue.Of(function.Name, parameter.Name!, names, services, trigger.Connection, trigger.QueueName);
        var convert = BodyType.Conversion(parameter.ParameterType, function.Name, parameter.Name!, json.Options);
        var log = logs.CreateLogger(function.LogCategory);
        return new QueueListener(function, queue.Name, convert, settings, queue.Service, invoker, clock, log);
    }
}
