namespace Serverless.Workflows.Catalog;

/// <summary>What came of a request to change a product.</summary>
public abstract record ProductResult
{
    private ProductResult() { }

    /// <summary>It is as wanted. <paramref name="IsNew"/> says that there was no such product before.</summary>
    public sealed record Saved(ProductView Product, bool IsNew) : ProductResult;

    /// <summary>It is not sold any more, and may never have been.</summary>
    public sealed record Deleted : ProductResult;

    /// <summary>The product is not as the caller expects; nothing happened.</summary>
    public sealed record VersionMismatch : ProductResult;

    /// <summary>The request is wrong; nothing happened.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : ProductResult;
}
