using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Embedded.Host;

/// <summary>One function as found in the application: its method, its trigger and what applies to each invocation.</summary>
internal sealed record FunctionDescriptor(
    string Name,
    MethodInfo Method,
    ParameterInfo TriggerParameter,
    TriggerBindingAttribute Trigger,
    RetryAttribute? Retry,
    bool Disabled)
{
    /// <summary>Under which the host logs what happens to it, as the official host does.</summary>
    public string LogCategory => "Function." + Name;
}
