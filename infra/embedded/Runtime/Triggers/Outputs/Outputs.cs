using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.Outputs;

/// <summary>What the checks of all outputs share.</summary>
internal static class Outputs
{
    /// <summary>Where an output stands, as an error names it: outputs have no parameter.</summary>
    public const string Place = "(output)";

    /// <exception cref="BindingException">The declared type is one that no output can be made of.</exception>
    public static void RefuseStreams(FunctionDescriptor function, Type type)
    {
        if (typeof(Stream).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type) || type.IsPointer)
        {
            throw new BindingException(function.Name, Place, $"{type} cannot be written to an output; use string, byte[], BinaryData, a class, or a collection of these");
        }
    }
}
