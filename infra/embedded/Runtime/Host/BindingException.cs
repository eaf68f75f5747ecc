namespace Serverless.Embedded.Host;

/// <summary>A function that cannot be bound; the parameter is null when the reason is the function's or its return value's.</summary>
internal sealed class BindingException(string function, string? parameter, string reason)
    : Exception(parameter is null ? $"Function '{function}': {reason}" : $"Function '{function}', parameter '{parameter}': {reason}");
