using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>A stretch of a composite index that holds, in the order that a query wants, all documents that can be in its result.</summary>
/// <param name="Index">Its number.</param>
/// <param name="From">The least sort key.</param>
/// <param name="To">The greatest.</param>
/// <param name="Backward">The query wants them from the end.</param>
internal sealed record IndexRange(int Index, byte[] From, byte[] To, bool Backward)
{
    // Above every first byte of a further value.
    private const byte After = 0xFF;

    /// <summary>
    /// Finds an index whose first paths the filter fixes and whose other paths are those of ORDER BY. The index lacks documents
    /// without a value at one of its paths, so the filter must exclude those; null when no index will do.
    /// </summary>
    public static IndexRange? For(Query query, Container container)
    {
        if (query is not { Sources: [{ Collection: null, Results: null } source], OrderBy.Count: > 0, IsGrouped: false, Where: { } where })
        {
            return null;
        }
        var conditions = PathCondition.In(where, source.Alias).ToList();
        return container.Definition.CompositeIndexes.Select(index => Of(index, query, source.Alias, conditions)).FirstOrDefault(range => range is not null);
    }

    private static IndexRange? Of(CompositeIndex index, Query query, string alias, List<PathCondition> conditions)
    {
        var key = new SortKey();
        var at = 0;
        while (at < index.Paths.Count && conditions.Find(each => each.Operator == "=" && each.Path == index.Paths[at].Text) is { Path: not null } equal)
        {
            equal.AddTo(key, index.Descending[at++]);
        }
        var ordered = query.OrderBy
            .Select(ordering => (Path: Narrowing.Path(ordering.By, alias), ordering.Descending))
            .Where(each => !index.Paths.Take(at).Any(path => path.Text == each.Path)).ToList();
        if (at == index.Paths.Count || ordered.Count != index.Paths.Count - at)
        {
            return null;
        }
        var backward = ordered[0].Descending != index.Descending[at];
        for (var i = 0; i < ordered.Count; i++)
        {
            if (ordered[i].Path != index.Paths[at + i].Text || ordered[i].Descending != index.Descending[at + i] ^ backward
                || !conditions.Exists(condition => condition.Path == ordered[i].Path))
            {
                return null;
            }
        }
        var prefix = key.ToArray();
        var bounds = conditions.Where(condition => condition.Path == ordered[0].Path).ToList();
        return new(index.Number,
            Bound(prefix, bounds, index.Descending[at], index.Descending[at] ? '<' : '>') ?? prefix,
            [.. Bound(prefix, bounds, index.Descending[at], index.Descending[at] ? '>' : '<') ?? prefix, After],
            backward);
    }

    private static byte[]? Bound(byte[] prefix, List<PathCondition> conditions, bool descending, char direction)
    {
        if (conditions.Find(condition => condition.Operator[0] == direction) is not { Path: not null } bound)
        {
            return null;
        }
        var key = new SortKey();
        bound.AddTo(key, descending);
        return [.. prefix, .. key.ToArray()];
    }
}
