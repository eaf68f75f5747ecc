using Serverless.Embedded.Cosmos.Documents;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>A comparison of a property with a constant that a filter requires.</summary>
/// <param name="Path">Such as <c>/customer/id</c>.</param>
/// <param name="Operator">=, &lt;, &lt;=, &gt; or &gt;=, with the property on the left.</param>
/// <param name="Value">A string, a number, a boolean or null.</param>
internal readonly record struct PathCondition(string Path, string Operator, Value Value)
{
    /// <summary>The comparisons that must all hold for the filter to hold.</summary>
    public static IEnumerable<PathCondition> In(Expression filter, string alias) => filter switch
    {
        Expression.Binary { Operator: "AND" } and => In(and.Left, alias).Concat(In(and.Right, alias)),
        Expression.Binary { Operator: "=" or "<" or "<=" or ">" or ">=", Right: Expression.Constant constant } comparison =>
            Of(comparison.Left, comparison.Operator, constant.Value, alias),
        Expression.Binary { Operator: "=" or "<" or "<=" or ">" or ">=", Left: Expression.Constant constant } comparison =>
            Of(comparison.Right, TurnedAround(comparison.Operator), constant.Value, alias),
        _ => [],
    };

    public void AddTo(SortKey key, bool descending)
    {
        switch (Value.Kind)
        {
            case ValueKind.String:
                key.Add(Value.Text, descending);
                break;
            case ValueKind.Number:
                key.Add(Value.Number, descending);
                break;
            case ValueKind.Boolean:
                key.Add(Value.IsTrue, descending);
                break;
            default:
                key.AddNull(descending);
                break;
        }
    }

    private static IEnumerable<PathCondition> Of(Expression property, string name, Value value, string alias) =>
        Narrowing.Path(property, alias) is { } path && value.Kind is (ValueKind.String or ValueKind.Number or ValueKind.Boolean or ValueKind.Null)
            ? [new(path, name, value)] : [];

    private static string TurnedAround(string name) => name switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => name,
    };
}
