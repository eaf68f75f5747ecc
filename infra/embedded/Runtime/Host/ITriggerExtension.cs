using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Serverless.Embedded.Host.Invoking;

namespace Serverless.Embedded.Host;

/// <summary>Knows one kind of trigger. Registered in the host's services, as many as there are kinds.</summary>
internal interface ITriggerExtension
{
    bool Handles(TriggerBindingAttribute trigger);

    /// <summary>Checks the function's bindings and makes its listener, not yet started.</summary>
    /// <exception cref="BindingException">The function cannot be bound; stops the start.</exception>
    ITriggerListener Listen(FunctionDescriptor function);

    /// <summary>
    /// True for a parameter type, such as <c>ServiceBusMessageActions</c>, that each invocation carries in
    /// <see cref="Invocation.Services"/>.
    /// </summary>
    bool Supplies(Type service) => false;

    /// <exception cref="BindingException">No extension handles the function's trigger.</exception>
    static ITriggerExtension For(FunctionDescriptor function, IEnumerable<ITriggerExtension> extensions) =>
        extensions.FirstOrDefault(extension => extension.Handles(function.Trigger)) ?? throw new BindingException(
            function.Name, function.TriggerParameter.Name, $"the trigger {PlannedDefinition.TypeName(function.Trigger)} is not supported by the embedded runtime.");
}

/// <summary>Feeds one function from its source.</summary>
internal interface ITriggerListener
{
    /// <summary>What the function list at start prints after the name, such as <c>serviceBusTrigger payment-commands</c>.</summary>
    string Description { get; }

    /// <summary>
    /// True for a source that one instance of the app reads at a time. It is read where the services are hosted: its listener starts when this
    /// process hosts them.
    /// </summary>
    bool IsSingleton => false;

    Task Start(CancellationToken stop);

    /// <summary>Takes nothing new and returns once what is in flight has ended.</summary>
    Task Drain(CancellationToken stop);

    /// <summary>True when the source holds nothing for this function (scheduled for later does not count) and no invocation runs.</summary>
    bool IsIdle { get; }

    /// <summary>Runs the function once with an input given as text: <c>POST /admin/functions/{name}</c>.</summary>
    Task InvokeWith(string input, CancellationToken stop);
}
