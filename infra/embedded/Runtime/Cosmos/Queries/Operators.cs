namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>The operators that look at both of their operands.</summary>
internal static class Operators
{
    public static Value Unary(string name, Value operand) => (name, operand.Kind) switch
    {
        ("NOT", ValueKind.Boolean) => Value.Of(operand.IsFalse),
        ("-", ValueKind.Number) => Value.Of(-operand.Number),
        ("+", ValueKind.Number) => operand,
        ("~", ValueKind.Number) => Value.Of(~(int)operand.Number),
        _ => Value.Undefined,
    };

    public static Value Binary(string name, Value left, Value right) => name switch
    {
        "=" => left.IsDefined && right.IsDefined ? Value.Of(ValueOrder.Instance.Equals(left, right)) : Value.Undefined,
        "!=" or "<>" => left.IsDefined && right.IsDefined ? Value.Of(!ValueOrder.Instance.Equals(left, right)) : Value.Undefined,
        "<" => Compare(left, right, order => order < 0),
        "<=" => Compare(left, right, order => order <= 0),
        ">" => Compare(left, right, order => order > 0),
        ">=" => Compare(left, right, order => order >= 0),
        "||" => left.Kind == ValueKind.String && right.Kind == ValueKind.String ? Value.Of(left.Text + right.Text) : Value.Undefined,
        _ => left.Kind == ValueKind.Number && right.Kind == ValueKind.Number ? Calculate(name, left.Number, right.Number) : Value.Undefined,
    };

    // Values of different kinds, and arrays and objects, have no greater and lesser.
    private static Value Compare(Value left, Value right, Func<int, bool> holds) =>
        left.Kind == right.Kind && left.Kind is (ValueKind.Null or ValueKind.Boolean or ValueKind.Number or ValueKind.String)
            ? Value.Of(holds(ValueOrder.Instance.Compare(left, right))) : Value.Undefined;

    private static Value Calculate(string name, double left, double right) => name switch
    {
        "+" => Value.Of(left + right),
        "-" => Value.Of(left - right),
        "*" => Value.Of(left * right),
        "/" => Value.Of(left / right),
        "%" => Value.Of(left % right),
        "&" => Value.Of((int)left & (int)right),
        "|" => Value.Of((int)left | (int)right),
        "^" => Value.Of((int)left ^ (int)right),
        "<<" => Value.Of((int)left << (int)right),
        ">>" => Value.Of((int)left >> (int)right),
        ">>>" => Value.Of((int)left >>> (int)right),
        _ => throw new InvalidOperationException($"There is no operator {name}."),
    };
}
