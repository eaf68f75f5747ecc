namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Runs a query over rows: sources, filter, groups or order, projection, distinct, offset and limit.</summary>
internal static class QueryRun
{
    private static readonly Evaluator Plain = new();

    /// <summary>All results, lazily where the query allows it. Each scope given is one document, or the row around a subquery.</summary>
    public static IEnumerable<Value> Results(Query query, IEnumerable<Scope?> given)
    {
        if (query.Inner is { } inner)
        {
            given = Results(inner, given).Select(result => new Scope(QueryParser.Root, result, null));
        }
        var rows = given.SelectMany(scope => Rows(query, scope));
        if (query.OrderBy.Count > 0)
        {
            rows = RowOrder.Sort(query, rows);
        }
        var results = (query.IsGrouped ? Groups.Results(query, rows) : rows.Select(row => Project(query, row)))
            .Where(result => result.IsDefined || !query.IsValue);
        return Window(query, query.Distinct ? results.Distinct(ValueOrder.Instance) : results);
    }

    /// <summary>The rows of one document that pass the filter: several when there are joins.</summary>
    public static IEnumerable<Scope?> Rows(Query query, Scope? given)
    {
        IEnumerable<Scope?> rows = [given];
        foreach (var source in query.Sources)
        {
            rows = rows.SelectMany(row => Bind(source, row));
        }
        return query.Where is { } where ? rows.Where(row => Plain.Evaluate(where, row).IsTrue) : rows;
    }

    /// <summary>One result.</summary>
    public static Value Project(Query query, Scope? row) =>
        query.Projection is { } projection ? Plain.Evaluate(projection, row) : Scope.Find(row, query.Sources[0].Alias);

    private static IEnumerable<Value> Window(Query query, IEnumerable<Value> results)
    {
        results = query.Offset > 0 ? results.Skip(query.Offset) : results;
        return query.Most is { } most ? results.Take(most) : results;
    }

    private static IEnumerable<Scope?> Bind(Source source, Scope? row)
    {
        var value = source.Collection is { } collection ? Plain.Evaluate(collection, row) : Scope.Find(row, QueryParser.Root);
        return source.Iterates ? value.Items.Select(item => new Scope(source.Alias, item, row))
            : value.IsDefined ? [new Scope(source.Alias, value, row)] : [];
    }
}
