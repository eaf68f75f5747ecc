namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>A query as parsed, its parameters put in.</summary>
/// <param name="Distinct">Equal results are given once.</param>
/// <param name="Top">Null: all.</param>
/// <param name="Projection">What each result is; null: the document (<c>SELECT *</c>).</param>
/// <param name="IsValue">SELECT VALUE: a result that is undefined is left out.</param>
/// <param name="Sources">FROM and its JOINs, in order.</param>
/// <param name="Where">Null: everything.</param>
/// <param name="OrderBy">Empty: in no order.</param>
/// <param name="Offset">0 when there is none.</param>
/// <param name="Limit">Null: all.</param>
internal sealed record Query(
    bool Distinct,
    int? Top,
    Expression? Projection,
    bool IsValue,
    IReadOnlyList<Source> Sources,
    Expression? Where,
    IReadOnlyList<Ordering> OrderBy,
    int Offset,
    int? Limit)
{
    /// <summary>The aggregates in the projection: when there is one, all rows, or those of a group, make one result.</summary>
    public IReadOnlyList<Expression.Aggregate> Aggregates { get; init; } = [];

    /// <summary>Rows with equal values of these make one result.</summary>
    public IReadOnlyList<Expression> GroupBy { get; init; } = [];

    /// <summary>The query whose results FROM takes; null: the container's documents.</summary>
    public Query? Inner => Sources is [{ Results: { } inner }, ..] ? inner : null;

    /// <summary>The query that reads the documents.</summary>
    public Query Innermost => Inner?.Innermost ?? this;

    /// <summary>Whether a result stands for several rows.</summary>
    public bool IsGrouped => GroupBy.Count > 0 || Aggregates.Count > 0;

    /// <summary>How many results there can be after the offset; null: any number.</summary>
    public int? Most => Top is { } top && Limit is { } limit ? Math.Min(top, limit) : Top ?? Limit;
}

/// <summary>One of FROM's sources.</summary>
/// <param name="Alias">The name it binds.</param>
/// <param name="Collection">Null: the container itself, or a query over it.</param>
/// <param name="Iterates">Binds each item of the collection (<c>x IN c.items</c>) instead of the collection.</param>
internal sealed record Source(string Alias, Expression? Collection, bool Iterates)
{
    /// <summary>Of the first source: a query over the container, whose results stand for documents.</summary>
    public Query? Results { get; init; }
}

internal sealed record Ordering(Expression By, bool Descending);
