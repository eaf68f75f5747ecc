using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>A function as middleware sees it.</summary>
internal sealed class PlannedDefinition : FunctionDefinition
{
    private readonly Lazy<ImmutableArray<FunctionParameter>> _parameters;
    private readonly Lazy<IImmutableDictionary<string, BindingMetadata>> _inputs;
    private readonly Lazy<IImmutableDictionary<string, BindingMetadata>> _outputs;

    public PlannedDefinition(FunctionDescriptor function)
    {
        Name = function.Name;
        Id = function.Name;
        EntryPoint = $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";
        PathToAssembly = function.Method.DeclaringType.Assembly.Location;
        _parameters = new(() => [.. function.Method.GetParameters().Select(Parameter)]);
        _inputs = new(() => ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(function.TriggerParameter.Name!,
                new Binding(function.TriggerParameter.Name!, TypeName(function.Trigger), BindingDirection.In)));
        _outputs = new(() => OutputDiscovery.Of(function.Method)
            .ToImmutableDictionary(o => o.Name, BindingMetadata (o) => new Binding(o.Name, TypeName(o.Attribute), BindingDirection.Out)));
    }

    public override ImmutableArray<FunctionParameter> Parameters => _parameters.Value;
    public override string PathToAssembly { get; }
    public override string EntryPoint { get; }
    public override string Id { get; }
    public override string Name { get; }
    public override IImmutableDictionary<string, BindingMetadata> InputBindings => _inputs.Value;
    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => _outputs.Value;

    /// <summary>
    /// A binding's type as function.json names it: <c>httpTrigger</c>, <c>serviceBusTrigger</c>, <c>queue</c>, <c>cosmosDB</c>.
    /// </summary>
    public static string TypeName(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name;
        name = name[..^nameof(Attribute).Length];
        name = name.EndsWith("Output", StringComparison.Ordinal) ? name[..^"Output".Length] : name == "HttpResult" ? "http" : name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static FunctionParameter Parameter(ParameterInfo parameter) =>
        new(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null);

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;
        public override string Type => type;
        public override BindingDirection Direction => direction;
    }
}
