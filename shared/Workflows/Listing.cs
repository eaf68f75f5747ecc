namespace Serverless.Workflows;

/// <summary>What came of asking for a list.</summary>
/// <typeparam name="T">The items.</typeparam>
public abstract record Listing<T>
{
    private Listing() { }

    /// <summary>One page, and the cursor of the next one when there is one.</summary>
    public sealed record Page(IReadOnlyList<T> Items, string? Next) : Listing<T>;

    /// <summary>The page size, the cursor or the filter is wrong.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : Listing<T>;

    /// <summary>The list is for operators.</summary>
    public sealed record OperatorsOnly : Listing<T>;
}
