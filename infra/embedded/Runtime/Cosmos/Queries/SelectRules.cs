namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>What may stand beside aggregates and GROUP BY. The service's own rules: what they forbid has no one value for a group.</summary>
internal static class SelectRules
{
    /// <exception cref="Refusal">400: a rule is broken; 501: the endpoint lacks it.</exception>
    public static void Check(Query query)
    {
        foreach (var key in query.GroupBy)
        {
            CheckKey(key);
        }
        if (query.GroupBy.Count > 0 && query.OrderBy.Count > 0)
        {
            throw Refusal.NotImplemented("ORDER BY together with GROUP BY is not supported.");
        }
        if (query.Inner is { GroupBy.Count: > 0 })
        {
            throw Refusal.NotImplemented("Aggregates and GROUP BY over a subquery with GROUP BY are not supported.");
        }
        if (query.Projection is null)
        {
            throw Refusal.BadRequest("SELECT * cannot stand with GROUP BY.");
        }
        var keys = query.GroupBy.Select(key => key.Text()).ToHashSet(StringComparer.Ordinal);
        if (FindLoose(query.Projection, keys) is { } loose)
        {
            throw Refusal.BadRequest($"The property {loose.Text()} can only be selected inside an aggregate or when GROUP BY names it.");
        }
    }

    /// <summary>
    /// The planner lets an aggregate stand in the select list by itself only. What a planner sends to the endpoint is composed, so this
    /// is asked for plans alone.
    /// </summary>
    /// <exception cref="Refusal">400: it is part of an expression.</exception>
    public static void CheckPlannable(Query query)
    {
        IEnumerable<Expression> selected = query switch
        {
            { Projection: null } => [],
            { IsValue: false, Projection: Expression.NewObject list } => list.Properties.Select(property => property.Value),
            _ => [query.Projection],
        };
        if (selected.FirstOrDefault(each => each is not Expression.Aggregate && each.Holds(IsAggregate)) is { } composed)
        {
            throw Refusal.BadRequest($"An aggregate must stand alone; it is part of {composed.Text()}.");
        }
    }

    private static void CheckKey(Expression key)
    {
        if (key.Holds(part => part is Expression.Aggregate or Expression.Subquery))
        {
            throw Refusal.BadRequest("GROUP BY takes neither aggregates nor subqueries.");
        }
        if (!key.Holds(part => part is Expression.Variable))
        {
            throw Refusal.BadRequest($"GROUP BY {key.Text()} names no property.");
        }
    }

    private static Expression? FindLoose(Expression expression, HashSet<string> keys) =>
        IsAggregate(expression) || keys.Contains(expression.Text()) ? null
        : expression is Expression.Variable || (expression is Expression.Member member && FindLoose(member.Target, keys) is not null) ? expression
        : expression.Parts().Select(part => FindLoose(part, keys)).FirstOrDefault(loose => loose is not null);

    private static bool IsAggregate(Expression expression) => expression is Expression.Aggregate;
}
