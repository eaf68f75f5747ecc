using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>An output attribute, where it stands, and how its value is had from what the function returned.</summary>
internal sealed record FoundOutput(string Name, OutputBindingAttribute Attribute, Type Type, Func<object, object?> Value);

/// <summary>Finds the outputs of a function: on the method, and on the properties of what it returns.</summary>
internal static class OutputDiscovery
{
    public static IEnumerable<FoundOutput> Of(MethodInfo method)
    {
        var returned = ResultReader.ValueType(method.ReturnType);
        foreach (var attribute in method.GetCustomAttributes<OutputBindingAttribute>())
        {
            yield return new("$return", attribute, returned, value => value);
        }
        foreach (var property in returned.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is not null && property.GetIndexParameters().Length == 0
                && property.GetCustomAttribute<OutputBindingAttribute>() is { } attribute)
            {
                var getter = MethodInvoker.Create(property.GetMethod);
                yield return new(property.Name, attribute, property.PropertyType, value => getter.Invoke(value));
            }
        }
    }

    /// <summary>Checks each output with the extension that knows it. The HTTP result is the host's own and not among them.</summary>
    public static IReadOnlyList<Output> Bind(FunctionDescriptor function, IEnumerable<IOutputExtension> extensions)
    {
        List<Output>? outputs = null;
        foreach (var found in Of(function.Method))
        {
            if (found.Attribute is HttpResultAttribute)
            {
                continue;
            }
            var extension = extensions.FirstOrDefault(e => e.Handles(found.Attribute)) ?? throw new BindingException(
                function.Name, found.Name, $"the output binding {PlannedDefinition.TypeName(found.Attribute)} is not supported by the embedded runtime.");
            (outputs ??= []).Add(new(found.Value, extension.Bind(function, found.Attribute, found.Type)));
        }
        return outputs ?? [];
    }
}
