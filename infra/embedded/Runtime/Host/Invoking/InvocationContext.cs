using System.Collections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Host.Invoking;

/// <summary>One invocation as its function and the middleware see it. What is rarely asked for is made when asked for.</summary>
internal sealed class InvocationContext(
    FunctionPlan plan, Invocation invocation, string id, IServiceProvider services, CancellationToken stop)
    : FunctionContext, IInvocationFeatures
{
    private readonly Invocation _invocation = invocation;
    private readonly Returned _returned = new();
    private Dictionary<object, object>? _items;
    private Dictionary<Type, object>? _features;
    private Details? _details;

    /// <summary>Null unless the trigger is HTTP.</summary>
    public HttpContext? Http { get; init; }

    public FunctionPlan Plan => plan;
    public object? TriggerValue => _invocation.TriggerValue;
    public object? Result
    {
        get => _returned.Value;
        set => _returned.Value = value;
    }

    public override string InvocationId => id;
    public override string FunctionId => plan.Definition.Id;
    public override FunctionDefinition FunctionDefinition => plan.Definition;
    public override IServiceProvider InstanceServices { get; set; } = services;
    public override CancellationToken CancellationToken => stop;
    public override IInvocationFeatures Features => this;
    public override BindingContext BindingContext => Detailed.Binding;
    public override RetryContext RetryContext => Detailed.Retry;
    public override TraceContext TraceContext => Detailed.Trace;

    public override IDictionary<object, object> Items
    {
        get => _items ??= [];
        set => _items = new(value);
    }

    private Details Detailed => _details ??= new(_invocation);

    /// <summary>Trigger metadata by name.</summary>
    public bool TryGetData(string name, out object? value) => _invocation.BindingData.TryGetValue(name, out value);

    public object? Supplied(Type service) =>
        _invocation.Services is { } supplied && supplied.TryGetValue(service, out var value) ? value : null;

    T? IInvocationFeatures.Get<T>() where T : default =>
        _features is not null && _features.TryGetValue(typeof(T), out var set) ? (T)set
        : typeof(T) == typeof(HttpContext) ? (T?)(object?)Http
        : typeof(T) == typeof(InvocationResult) ? (T)(object)_returned
        : default;

    void IInvocationFeatures.Set<T>(T instance) => (_features ??= [])[typeof(T)] = instance!;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator()
    {
        yield return new(typeof(InvocationResult), _returned);
        if (Http is not null)
        {
            yield return new(typeof(HttpContext), Http);
        }
        foreach (var feature in _features ?? [])
        {
            yield return feature;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Returned : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Details(Invocation invocation)
    {
        public BindingContext Binding { get; } = new Data(invocation);
        public RetryContext Retry { get; } = new Tries(invocation);
        public TraceContext Trace { get; } = new Parent(invocation);
    }

    private sealed class Data(Invocation invocation) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => invocation.BindingData;
    }

    private sealed class Tries(Invocation invocation) : RetryContext
    {
        public override int RetryCount => invocation.RetryCount;
        public override int MaxRetryCount => invocation.MaxRetryCount;
    }

    private sealed class Parent(Invocation invocation) : TraceContext
    {
        public override string TraceParent => invocation.TraceParent ?? "";
        public override string TraceState => "";
    }
}
