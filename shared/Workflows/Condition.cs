namespace Serverless.Workflows;

/// <summary>Under which conditions a change is wanted (RFC 9110, 13.1): entity tags without their quotes, and <c>*</c> for any.</summary>
/// <param name="AnyOf">The resource must exist and have one of these; null asks nothing.</param>
/// <param name="NoneOf">The resource must have none of these; null asks nothing.</param>
public sealed record Condition(IReadOnlyCollection<string>? AnyOf = null, IReadOnlyCollection<string>? NoneOf = null)
{
    /// <summary>Stands for every tag.</summary>
    public const string Any = "*";

    /// <summary>Whether a resource with this tag must be left alone; null stands for one that does not exist.</summary>
    internal bool Forbids(string? tag) =>
        (AnyOf is not null && !Has(AnyOf, tag)) || (NoneOf is not null && Has(NoneOf, tag));

    private static bool Has(IReadOnlyCollection<string> tags, string? tag) => tag is not null && (tags.Contains(Any) || tags.Contains(tag));
}
