using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>All that is decided about a function once, at start, so that an invocation decides nothing and reflects on nothing.</summary>
internal sealed class FunctionPlan
{
    private readonly MethodInvoker _method;
    private readonly Type? _class;
    private readonly ParameterBinding[] _parameters;
    private readonly ResultReader _result;

    public FunctionPlan(FunctionDescriptor function, ParameterBinding[] parameters, IReadOnlyList<Output> outputs)
    {
        Function = function;
        Outputs = outputs;
        Definition = new PlannedDefinition(function);
        _method = MethodInvoker.Create(function.Method);
        _class = function.Method.IsStatic ? null : function.Method.DeclaringType;
        _parameters = parameters;
        _result = ResultReader.Of(function.Method.ReturnType);
    }

    public FunctionDescriptor Function { get; }
    public PlannedDefinition Definition { get; }
    public IReadOnlyList<Output> Outputs { get; }

    /// <summary>Makes the function's class, binds its parameters, runs it, and keeps what it returned in the context.</summary>
    public async Task Run(InvocationContext context)
    {
        var values = new object?[_parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = await _parameters[i](context);
        }
        var instance = _class is null ? null : context.InstanceServices.GetRequiredService(_class);
        context.Result = await _result.Read(Call(instance, values));
    }

    private object? Call(object? instance, object?[] values)
    {
        try
        {
            return _method.Invoke(instance, values.AsSpan());
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } thrown)
        {
            // What a method throws before its first await is the function's own failure, not reflection's.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }
}

/// <summary>Gives the value of one parameter for an invocation.</summary>
internal delegate ValueTask<object?> ParameterBinding(InvocationContext context);

/// <summary>One output: where its value is in what the function returned, and what writes it.</summary>
internal sealed record Output(Func<object, object?> Value, OutputWriter Write);
