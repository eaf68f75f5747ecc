namespace Microsoft.Azure.Functions.Worker;

public class FunctionParameter
{
    private static readonly Dictionary<string, object> None = [];

    public FunctionParameter(string name, Type type) : this(name, type, false, null, None) { }

    public FunctionParameter(string name, Type type, IReadOnlyDictionary<string, object> properties)
        : this(name, type, false, null, properties) { }

    public FunctionParameter(string name, Type type, bool hasDefaultValue, object? defaultValue)
        : this(name, type, hasDefaultValue, defaultValue, None) { }

    public FunctionParameter(
        string name, Type type, bool hasDefaultValue, object? defaultValue, IReadOnlyDictionary<string, object> properties)
    {
        Name = name;
        Type = type;
        HasDefaultValue = hasDefaultValue;
        DefaultValue = defaultValue;
        Properties = properties;
        IsReferenceOrNullableType = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
    }

    public string Name { get; }
    public Type Type { get; }
    public bool HasDefaultValue { get; }
    public object? DefaultValue { get; }
    public bool IsReferenceOrNullableType { get; }
    public IReadOnlyDictionary<string, object> Properties { get; }
}
