using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Architecture.Tests.Functions;

/// <summary>A function of the application, as the host finds it.</summary>
internal sealed record FunctionMethod(string Name, MethodInfo Method)
{
    public static IReadOnlyList<FunctionMethod> All { get; } =
    [
        .. from type in Assembly.Load("Serverless.Functions").GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           orderby function.Name
           select new FunctionMethod(function.Name, method),
    ];

    public IEnumerable<TriggerBindingAttribute> Triggers =>
        Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>()).OfType<TriggerBindingAttribute>();

    public static IEnumerable<(FunctionMethod Function, T Trigger)> WithTrigger<T>() where T : TriggerBindingAttribute =>
        All.SelectMany(function => function.Triggers.OfType<T>().Select(trigger => (function, trigger)));

    public override string ToString() => Name;
}
