namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Functions of arrays and objects. With an argument of another kind they are undefined.</summary>
internal static class ArrayFunctions
{
    public static readonly Function[] All =
    [
        new("ARRAY_CONTAINS", 2, 3, args => args[0].Kind == ValueKind.Array && args[1].IsDefined
            ? Value.Of(args[0].Items.Any(item => Holds(item, args[1], partial: args.Length == 3 && args[2].IsTrue))) : Value.Undefined),
        new("ARRAY_CONTAINS_ANY", 2, int.MaxValue, args => args[0].Kind == ValueKind.Array
            ? Value.Of(Wanted(args).Any(wanted => args[0].Items.Contains(wanted, ValueOrder.Instance))) : Value.Undefined),
        new("ARRAY_CONTAINS_ALL", 2, int.MaxValue, args => args[0].Kind == ValueKind.Array
            ? Value.Of(Wanted(args).All(wanted => args[0].Items.Contains(wanted, ValueOrder.Instance))) : Value.Undefined),
        new("ARRAY_LENGTH", 1, 1, args => args[0].Kind == ValueKind.Array ? Value.Of(args[0].Count) : Value.Undefined),
        new("ARRAY_CONCAT", 2, int.MaxValue, args => args.All(IsArray) ? Value.Of([.. args.SelectMany(arg => arg.Items)]) : Value.Undefined),
        new("ARRAY_SLICE", 2, 3, Slice),
        new("SETINTERSECT", 2, 2, args => args.All(IsArray) ? Value.Of([.. args[0].Items.Intersect(args[1].Items, ValueOrder.Instance)]) : Value.Undefined),
        new("SETUNION", 2, 2, args => args.All(IsArray) ? Value.Of([.. args[0].Items.Union(args[1].Items, ValueOrder.Instance)]) : Value.Undefined),
    ];

    private static bool IsArray(Value value) => value.Kind == ValueKind.Array;

    private static IEnumerable<Value> Wanted(Value[] args) => args.Length == 2 && IsArray(args[1]) ? args[1].Items : args.Skip(1);

    private static bool Holds(Value item, Value wanted, bool partial) =>
        partial && item.Kind == ValueKind.Object && wanted.Kind == ValueKind.Object
            ? wanted.Properties.All(property => item.Property(property.Key) is { IsDefined: true } found && Holds(found, property.Value, partial: true))
            : ValueOrder.Instance.Equals(item, wanted);

    private static Value Slice(Value[] args)
    {
        if (!IsArray(args[0]) || args[1].Kind != ValueKind.Number || (args.Length == 3 && args[2].Kind != ValueKind.Number))
        {
            return Value.Undefined;
        }
        var count = args[0].Count;
        var from = (int)(args[1].Number < 0 ? Math.Max(0, count + args[1].Number) : Math.Min(count, args[1].Number));
        var most = args.Length == 3 ? (int)Math.Clamp(args[2].Number, 0, count) : count;
        return Value.Of([.. args[0].Items.Skip(from).Take(most)]);
    }
}
