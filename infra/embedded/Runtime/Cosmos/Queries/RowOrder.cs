namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Puts rows in the order of ORDER BY.</summary>
internal sealed class RowOrder(IReadOnlyList<Ordering> orderings) : IComparer<(Value[] Keys, long Number)>
{
    private static readonly Evaluator Plain = new();

    /// <summary>Sorts; when only the first results are wanted, it keeps no more than those.</summary>
    public static IEnumerable<Scope?> Sort(Query query, IEnumerable<Scope?> rows)
    {
        var order = new RowOrder(query.OrderBy);
        var keyed = rows.Select((row, number) => (Key: (Keys: order.KeysOf(row), Number: (long)number), Row: row));
        if (query.Distinct || query.Most is not { } most)
        {
            return keyed.OrderBy(each => each.Key, order).Select(each => each.Row);
        }
        var wanted = query.Offset + most;
        if (wanted == 0)
        {
            return [];
        }
        var best = new SortedList<(Value[], long), Scope?>(order);
        foreach (var (key, row) in keyed)
        {
            if (best.Count < wanted || order.Compare(key, best.GetKeyAtIndex(best.Count - 1)) < 0)
            {
                best.Add(key, row);
                if (best.Count > wanted)
                {
                    best.RemoveAt(best.Count - 1);
                }
            }
        }
        return best.Values;
    }

    public int Compare((Value[] Keys, long Number) x, (Value[] Keys, long Number) y)
    {
        for (var i = 0; i < orderings.Count; i++)
        {
            var order = ValueOrder.Instance.Compare(x.Keys[i], y.Keys[i]);
            if (order != 0)
            {
                return orderings[i].Descending ? -order : order;
            }
        }
        // Equal keys stay in the order in which they came: the same in every page.
        return x.Number.CompareTo(y.Number);
    }

    private Value[] KeysOf(Scope? row) => [.. orderings.Select(ordering => Plain.Evaluate(ordering.By, row))];
}
