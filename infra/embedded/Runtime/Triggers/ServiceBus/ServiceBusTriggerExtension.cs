using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>Service Bus triggers.</summary>
internal sealed class ServiceBusTriggerExtension(
    IFunctionInvoker invoker, BindingSettings names, ServiceBusSettings settings, RequestsInFlight requests, BindingJson json,
    TimeProvider clock, ILoggerFactory logs) : ITriggerExtension
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is ServiceBusTriggerAttribute;

    public bool Supplies(Type service) => service == typeof(ServiceBusMessageActions);

    public ITriggerListener Listen(FunctionDescriptor function) =>
        new ServiceBusListener(
            function, ServiceBusSource.Of(function, names, settings, json.Options), settings, requests, invoker, clock,
            logs.CreateLogger(function.LogCategory));
}
