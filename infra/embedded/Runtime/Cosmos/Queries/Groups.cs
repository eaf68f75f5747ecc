namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Gathers rows into groups, and makes one result of each; without GROUP BY all rows are one group, also when there are none.</summary>
internal static class Groups
{
    private static readonly Evaluator Plain = new();

    /// <summary>The results in the order in which the groups first appear, which is the same in every page.</summary>
    public static IEnumerable<Value> Results(Query query, IEnumerable<Scope?> rows)
    {
        var groups = new Dictionary<Value, Group>(ValueOrder.Instance);
        var inOrder = new List<Group>();
        if (query.GroupBy.Count == 0)
        {
            inOrder.Add(groups[KeyOf(query, null)] = new(query, null));
        }
        foreach (var row in rows)
        {
            var key = KeyOf(query, row);
            if (!groups.TryGetValue(key, out var group))
            {
                inOrder.Add(groups[key] = group = new(query, row));
            }
            group.Add(row);
        }
        return inOrder.Select(group => group.Result);
    }

    private static Value KeyOf(Query query, Scope? row) => Value.Of(query.GroupBy.Select(part => Plain.Evaluate(part, row)).ToArray());

    /// <param name="query">Says what is wanted.</param>
    /// <param name="any">One of the rows: all have the same keys, and nothing else of a row can be selected.</param>
    private sealed class Group(Query query, Scope? any)
    {
        private readonly AggregateState[] _states = [.. query.Aggregates.Select(aggregate => new AggregateState(aggregate))];

        public Value Result =>
            new Evaluator(query.Aggregates.Zip(_states).ToDictionary(each => each.First, each => each.Second.Result)).Evaluate(query.Projection!, any);

        public void Add(Scope? row)
        {
            for (var i = 0; i < _states.Length; i++)
            {
                _states[i].Add(Plain.Evaluate(query.Aggregates[i].Argument, row));
            }
        }
    }
}
