namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>What is used in the query that is being read, and in those around it.</summary>
internal sealed class QueryScopes
{
    private readonly Stack<(HashSet<string> Names, List<Expression.Aggregate> Aggregates)> _queries = new();

    /// <summary>Begins a query or a subquery.</summary>
    public void Enter() => _queries.Push((new(StringComparer.Ordinal), []));

    /// <summary>Ends one: checks that its names are bound, here or outside, and returns its aggregates.</summary>
    /// <exception cref="Refusal">400: a name is bound nowhere.</exception>
    public IReadOnlyList<Expression.Aggregate> Leave(IReadOnlyList<Source> sources)
    {
        var (names, aggregates) = _queries.Pop();
        names.ExceptWith(sources.Select(source => source.Alias));
        names.Remove(QueryParser.Root);
        if (_queries.TryPeek(out var outer))
        {
            outer.Names.UnionWith(names);
        }
        else if (names.Count > 0)
        {
            throw Refusal.BadRequest($"The name '{names.First()}' is bound by no FROM or JOIN.");
        }
        return aggregates;
    }

    public Expression.Variable Name(string name)
    {
        _queries.Peek().Names.Add(name);
        return new(name);
    }

    public void Add(Expression.Aggregate aggregate) => _queries.Peek().Aggregates.Add(aggregate);
}
