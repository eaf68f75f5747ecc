namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>The names bound for one row, innermost first.</summary>
internal sealed record Scope(string Name, Value Value, Scope? Outer)
{
    public static Value Find(Scope? scope, string name)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == name)
            {
                return scope.Value;
            }
        }
        return Value.Undefined;
    }
}
