namespace Serverless.Functions.Http;

/// <summary>What the query string of the marked function may hold. Without the mark, one that needs a token takes no query string at all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryParametersAttribute(params string[] names) : Attribute
{
    public IReadOnlyCollection<string> Names { get; } = names;
}
