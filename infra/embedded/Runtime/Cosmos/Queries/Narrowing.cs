using Serverless.Embedded.Cosmos.Documents;
using Serverless.Embedded.Cosmos.Resources;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>What a query's filter says about where its documents are: WHERE is still applied to each of them.</summary>
/// <param name="Partition">The only partition; null: any.</param>
/// <param name="Id">The only id; null: any.</param>
internal readonly record struct Narrowing(string? Partition, string? Id)
{
    public static Narrowing Of(Query query, Container container, PartitionKey partition)
    {
        var found = new Narrowing(partition.Text, null);
        if (query.Where is { } where && query.Sources is [{ Collection: null } source, ..])
        {
            foreach (var (path, _, value) in PathCondition.In(where, source.Alias).Where(condition => condition.Operator == "="))
            {
                found = path == container.Definition.PartitionKey.Text && Key(value) is { } key ? found with { Partition = found.Partition ?? key }
                    : path == "/id" && value.Kind == ValueKind.String ? found with { Id = value.Text }
                    : found;
            }
        }
        return found;
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

    private static string? Key(Value value) => value.Kind switch
    {
        ValueKind.String => "s" + value.Text,
        ValueKind.Number => PartitionKey.Of(value.Number).Text,
        ValueKind.Boolean => value.IsTrue ? "t" : "f",
        ValueKind.Null => "z",
        _ => null,
    };
}
