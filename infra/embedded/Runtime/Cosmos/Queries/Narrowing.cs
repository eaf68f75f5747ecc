using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>What a query's filter says about where its documents are: WHERE is still applied to each of them.</summary>
/// <param name="Partitions">The only partitions; null: any.</param>
/// <param name="Id">The only id; null: any.</param>
internal readonly record struct Narrowing(PartitionRange? Partitions, string? Id)
{
    public static Narrowing Of(Query query, Container container, PartitionRange? asked)
    {
        if (query.Where is not { } where || query.Sources is not [{ Collection: null } source, ..])
        {
            return new(asked, null);
        }
        var equal = PathCondition.In(where, source.Alias).Where(condition => condition.Operator == "=").ToList();
        var key = container.Definition.PartitionKey;
        var levels = key.Paths.Select(path => Level(equal.Find(condition => condition.Path == path.Text).Value))
            .TakeWhile(level => level is not null).OfType<string>().ToList();
        var id = equal.Find(condition => condition.Path == "/id" && condition.Value.Kind == ValueKind.String);
        return new(PartitionRange.Of(levels, key)?.And(asked) ?? asked, id.Path is null ? null : id.Value.Text);
    }

    /// <summary>The path of <c>c.a.b</c>; null for anything else, the document itself included.</summary>
    public static string? Path(Expression expression, string alias) => expression switch
    {
        Expression.Member { Target: Expression.Variable variable, Key: Expression.Constant { Value: { Kind: ValueKind.String } name } }
            when variable.Name == alias => "/" + name.Text,
        Expression.Member { Target: Expression.Member, Key: Expression.Constant { Value: { Kind: ValueKind.String } name } } member
            when Path(member.Target, alias) is { } target => $"{target}/{name.Text}",
        _ => null,
    };

    private static string? Level(Value value) => value.Kind switch
    {
        ValueKind.String => "s" + value.Text,
        ValueKind.Number => PartitionKey.Level(value.Number),
        ValueKind.Boolean => value.IsTrue ? "t" : "f",
        ValueKind.Null => "z",
        _ => null,
    };
}
