namespace Serverless.Embedded.Host;

/// <summary>
/// Runs one invocation: a service scope, the worker middleware, the bound parameters, the method, its output bindings,
/// and the function's timeout. Retries of a retry attribute are the listener's matter: it knows what a failed batch means.
/// </summary>
internal interface IFunctionInvoker
{
    /// <summary>Invokes the function; throws what the function (or a binding) threw.</summary>
    Task<object?> Invoke(FunctionDescriptor function, Invocation invocation, CancellationToken stop);
}

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="TriggerValue">Already of the trigger parameter's type.</param>
/// <param name="BindingData">Trigger metadata by name, for <c>BindingContext.BindingData</c> and for parameters bound by name.</param>
/// <param name="Services">Extra parameter values by type, as <c>ServiceBusMessageActions</c> is.</param>
/// <param name="RetryCount">0 on the first try.</param>
/// <param name="MaxRetryCount">As the retry attribute says; -1 is unlimited.</param>
/// <param name="TraceParent">W3C trace context that the trigger carries; null when it carries none.</param>
internal sealed record Invocation(
    object? TriggerValue,
    IReadOnlyDictionary<string, object?> BindingData,
    IReadOnlyDictionary<Type, object>? Services = null,
    int RetryCount = 0,
    int MaxRetryCount = 0,
    string? TraceParent = null);
