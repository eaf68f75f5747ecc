namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Computes expressions for a row. What makes no sense, such as comparing a text with a number, is undefined, not an error.</summary>
/// <param name="aggregates">The results of the aggregates of the query, once all rows are in; null before.</param>
internal sealed class Evaluator(IReadOnlyDictionary<Expression.Aggregate, Value>? aggregates = null)
{
    public Value Evaluate(Expression expression, Scope? scope) => expression switch
    {
        Expression.Constant constant => constant.Value,
        Expression.Variable variable => Scope.Find(scope, variable.Name),
        Expression.Member member => Member(Evaluate(member.Target, scope), Evaluate(member.Key, scope)),
        Expression.Unary unary => Operators.Unary(unary.Operator, Evaluate(unary.Operand, scope)),
        Expression.Binary { Operator: "AND" } and => And(and, scope),
        Expression.Binary { Operator: "OR" } or => Or(or, scope),
        Expression.Binary { Operator: "??" } either => Evaluate(either.Left, scope) is { IsDefined: true } value ? value : Evaluate(either.Right, scope),
        Expression.Binary binary => Operators.Binary(binary.Operator, Evaluate(binary.Left, scope), Evaluate(binary.Right, scope)),
        Expression.Conditional choice => Evaluate(Evaluate(choice.If, scope).IsTrue ? choice.Then : choice.Else, scope),
        Expression.In membership => In(Evaluate(membership.Operand, scope), membership.Items, scope),
        Expression.Like like => Like(like, scope),
        Expression.Call call => call.Function.Run([.. call.Arguments.Select(argument => Evaluate(argument, scope))]),
        Expression.Aggregate aggregate => aggregates?.GetValueOrDefault(aggregate)
            ?? throw Refusal.BadRequest($"{aggregate.Function} can only stand in SELECT."),
        Expression.NewArray array => Value.Of([.. array.Items.Select(item => Evaluate(item, scope)).Where(item => item.IsDefined)]),
        Expression.NewObject created => Value.Of([.. created.Properties.Select(each => KeyValuePair.Create(each.Key, Evaluate(each.Value, scope)))]),
        Expression.Subquery subquery => Subquery(subquery, scope),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is not evaluated."),
    };

    private static Value Member(Value target, Value key) => key.Kind switch
    {
        ValueKind.String => target.Property(key.Text),
        ValueKind.Number => target.Item(key.Number),
        _ => Value.Undefined,
    };

    private Value And(Expression.Binary and, Scope? scope)
    {
        var left = Evaluate(and.Left, scope);
        if (left.IsFalse)
        {
            return Value.False;
        }
        var right = Evaluate(and.Right, scope);
        return right.IsFalse ? Value.False : left.IsTrue && right.IsTrue ? Value.True : Value.Undefined;
    }

    private Value Or(Expression.Binary or, Scope? scope)
    {
        var left = Evaluate(or.Left, scope);
        if (left.IsTrue)
        {
            return Value.True;
        }
        var right = Evaluate(or.Right, scope);
        return right.IsTrue ? Value.True : left.IsFalse && right.IsFalse ? Value.False : Value.Undefined;
    }

    private Value In(Value operand, IReadOnlyList<Expression> items, Scope? scope) =>
        operand.IsDefined ? Value.Of(items.Any(item => ValueOrder.Instance.Equals(operand, Evaluate(item, scope)))) : Value.Undefined;

    private Value Like(Expression.Like like, Scope? scope)
    {
        var (operand, pattern) = (Evaluate(like.Operand, scope), Evaluate(like.Pattern, scope));
        return operand.Kind == ValueKind.String && pattern.Kind == ValueKind.String
            ? Value.Of(LikePattern.Matches(operand.Text, pattern.Text, like.Escape)) : Value.Undefined;
    }

    private static Value Subquery(Expression.Subquery subquery, Scope? scope)
    {
        var results = QueryRun.Results(subquery.Query, [scope]);
        return subquery.Kind switch
        {
            SubqueryKind.Exists => Value.Of(results.Any()),
            SubqueryKind.Array => Value.Of([.. results.Where(result => result.IsDefined)]),
            _ => results.FirstOrDefault(),
        };
    }
}
