namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Which values are equal, and which comes first: kinds before values.</summary>
internal sealed class ValueOrder : IComparer<Value>, IEqualityComparer<Value>
{
    public static readonly ValueOrder Instance = new();

    public int Compare(Value x, Value y) => x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind) : x.Kind switch
    {
        ValueKind.Boolean => x.IsTrue.CompareTo(y.IsTrue),
        ValueKind.Number => x.Number.CompareTo(y.Number),
        ValueKind.String => string.CompareOrdinal(x.Text, y.Text),
        ValueKind.Array => CompareItems(x, y),
        ValueKind.Object => CompareProperties(x, y),
        _ => 0,
    };

    public bool Equals(Value x, Value y) => Compare(x, y) == 0;

    public int GetHashCode(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue.GetHashCode(),
        ValueKind.Number => value.Number.GetHashCode(),
        ValueKind.String => value.Text.GetHashCode(StringComparison.Ordinal),
        ValueKind.Array => value.Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        ValueKind.Object => Sorted(value).Aggregate(19, (hash, each) => HashCode.Combine(hash, each.Key, GetHashCode(each.Value))),
        _ => (int)value.Kind,
    };

    private int CompareItems(Value x, Value y) =>
        x.Items.Zip(y.Items, Compare).FirstOrDefault(order => order != 0) is not 0 and var order ? order : x.Count.CompareTo(y.Count);

    private int CompareProperties(Value x, Value y)
    {
        var (left, right) = (Sorted(x), Sorted(y));
        foreach (var (a, b) in left.Zip(right))
        {
            var order = string.CompareOrdinal(a.Key, b.Key);
            order = order != 0 ? order : Compare(a.Value, b.Value);
            if (order != 0)
            {
                return order;
            }
        }
        return left.Count.CompareTo(right.Count);
    }

    private static List<KeyValuePair<string, Value>> Sorted(Value value) =>
        [.. value.Properties.Where(property => property.Value.IsDefined).OrderBy(property => property.Key, StringComparer.Ordinal)];
}
