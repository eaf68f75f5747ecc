using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>Decides, per parameter, where its value comes from.</summary>
internal static class ParameterBindings
{
    /// <param name="function">The function whose parameters are bound.</param>
    /// <param name="supplies">True for types that the trigger supplies with each invocation.</param>
    /// <exception cref="BindingException">A parameter that nothing gives a value.</exception>
    public static ParameterBinding[] Of(FunctionDescriptor function, Func<Type, bool> supplies) =>
        [.. function.Method.GetParameters().Select(parameter => Bind(function, parameter, supplies))];

    private static ParameterBinding Bind(FunctionDescriptor function, ParameterInfo parameter, Func<Type, bool> supplies)
    {
        var type = parameter.ParameterType;
        if (parameter.Name == function.TriggerParameter.Name)
        {
            return static context => new(context.TriggerValue);
        }
        if (type == typeof(FunctionContext))
        {
            return static context => new(context);
        }
        if (type == typeof(CancellationToken))
        {
            return static context => new(context.CancellationToken);
        }
        if (parameter.GetCustomAttribute<BindingAttribute>() is { } binding)
        {
            throw new BindingException(
                function.Name, parameter.Name, $"the binding {PlannedDefinition.TypeName(binding)} is not supported by the embedded runtime.");
        }
        if (parameter.GetCustomAttribute<FromBodyAttribute>() is not null)
        {
            return BodyBinding.For(function, parameter);
        }
        if (parameter.GetCustomAttribute<InputConverterAttribute>() is not null)
        {
            throw new BindingException(function.Name, parameter.Name, "input converters are not supported by the embedded runtime.");
        }
        if (supplies(type))
        {
            return context => new(context.Supplied(type));
        }
        return type.IsByRef || !DataConversion.Supports(type)
            ? throw new BindingException(function.Name, parameter.Name, $"nothing gives a value of type {type}.")
            : context => new(ByName(context, parameter));
    }

    private static object? ByName(InvocationContext context, ParameterInfo parameter)
    {
        if (context.TryGetData(parameter.Name!, out var value) && value is not null)
        {
            return DataConversion.To(parameter.ParameterType, value, parameter.Name!);
        }
        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }
        return !parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            ? null
            : throw new FunctionInputConverterException(
                $"Error converting 1 input parameters for function '{context.Plan.Function.Name}': there is no value for '{parameter.Name}'.");
    }
}
