namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>An expression of a query.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    public sealed record Constant(Value Value) : Expression;

    /// <summary>A name bound by FROM or JOIN.</summary>
    public sealed record Variable(string Name) : Expression;

    /// <summary><c>target.name</c> or <c>target[index]</c>.</summary>
    public sealed record Member(Expression Target, Expression Key) : Expression;

    public sealed record Unary(string Operator, Expression Operand) : Expression;

    public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

    public sealed record Conditional(Expression If, Expression Then, Expression Else) : Expression;

    public sealed record In(Expression Operand, IReadOnlyList<Expression> Items) : Expression;

    public sealed record Like(Expression Operand, Expression Pattern, char? Escape) : Expression;

    public sealed record Call(Function Function, IReadOnlyList<Expression> Arguments) : Expression;

    /// <summary>COUNT, COUNTIF, SUM, MIN, MAX or AVG over all rows, or those of a group. Each stands for itself: its result is kept by reference.</summary>
    public sealed record Aggregate(string Function, Expression Argument) : Expression
    {
        public bool Equals(Aggregate? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    public sealed record NewArray(IReadOnlyList<Expression> Items) : Expression;

    public sealed record NewObject(IReadOnlyList<KeyValuePair<string, Expression>> Properties) : Expression;

    public sealed record Subquery(SubqueryKind Kind, Query Query) : Expression;
}

/// <summary>What is wanted of a query inside an expression.</summary>
internal enum SubqueryKind
{
    /// <summary>Its only value.</summary>
    Scalar,

    /// <summary>Whether it has a result.</summary>
    Exists,

    /// <summary>All of its results.</summary>
    Array,
}
