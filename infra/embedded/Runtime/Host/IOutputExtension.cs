using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Embedded.Host;

/// <summary>Knows one kind of output binding. Registered in the host's services, as many as there are kinds.</summary>
internal interface IOutputExtension
{
    bool Handles(OutputBindingAttribute output);

    /// <summary>
    /// Checks one output of a function at start: the attribute stands on the method (the value is what the method returned) or on
    /// a property of what it returns (the value is the property's). The host finds the attributes, reads the values after the
    /// function and its middleware have ended, and calls the writer for each value that is not null; a failed write fails the invocation.
    /// </summary>
    /// <param name="function">The function that the output belongs to.</param>
    /// <param name="output">The attribute.</param>
    /// <param name="type">The declared type of the value, without its task.</param>
    /// <exception cref="BindingException">The output cannot be bound; stops the start.</exception>
    OutputWriter Bind(FunctionDescriptor function, OutputBindingAttribute output, Type type);
}

/// <summary>Writes one value of an output binding; its task ends when the value is stored.</summary>
internal delegate Task OutputWriter(object value, CancellationToken stop);
