namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Looks into expressions.</summary>
internal static class ExpressionTree
{
    /// <summary>What an expression is made of, directly; a subquery is looked at by itself.</summary>
    public static IEnumerable<Expression> Parts(this Expression expression) => expression switch
    {
        Expression.Member member => [member.Target, member.Key],
        Expression.Unary unary => [unary.Operand],
        Expression.Binary binary => [binary.Left, binary.Right],
        Expression.Conditional choice => [choice.If, choice.Then, choice.Else],
        Expression.In membership => [membership.Operand, .. membership.Items],
        Expression.Like like => [like.Operand, like.Pattern],
        Expression.Call call => call.Arguments,
        Expression.Aggregate aggregate => [aggregate.Argument],
        Expression.NewArray array => array.Items,
        Expression.NewObject created => created.Properties.Select(property => property.Value),
        _ => [],
    };

    /// <summary>Whether it is, or holds, what is looked for.</summary>
    public static bool Holds(this Expression expression, Func<Expression, bool> isWanted) =>
        isWanted(expression) || expression.Parts().Any(part => part.Holds(isWanted));

    /// <summary>The expression as a query would write it: the same text means the same value.</summary>
    public static string Text(this Expression expression) => expression switch
    {
        Expression.Constant constant => System.Text.Encoding.UTF8.GetString(QueryOutput.Write(constant.Value)),
        Expression.Variable variable => variable.Name,
        Expression.Member { Key: Expression.Constant { Value: { Kind: ValueKind.String } name } } member => $"{member.Target.Text()}.{name.Text}",
        Expression.Member member => $"{member.Target.Text()}[{member.Key.Text()}]",
        Expression.Unary unary => $"({unary.Operator} {unary.Operand.Text()})",
        Expression.Binary binary => $"({binary.Left.Text()} {binary.Operator} {binary.Right.Text()})",
        Expression.Conditional choice => $"({choice.If.Text()} ? {choice.Then.Text()} : {choice.Else.Text()})",
        Expression.In membership => $"({membership.Operand.Text()} IN ({Texts(membership.Items)}))",
        Expression.Like like => $"({like.Operand.Text()} LIKE {like.Pattern.Text()} ESCAPE '{like.Escape}')",
        Expression.Call call => $"{call.Function.Name}({Texts(call.Arguments)})",
        Expression.Aggregate aggregate => $"{aggregate.Function}({aggregate.Argument.Text()})",
        Expression.NewArray array => $"[{Texts(array.Items)}]",
        Expression.NewObject created => $"{{{string.Join(", ", created.Properties.Select(each => $"\"{each.Key}\": {each.Value.Text()}"))}}}",
        _ => $"(subquery {System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(expression)})",
    };

    private static string Texts(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Text));
}
