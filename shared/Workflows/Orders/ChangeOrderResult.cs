using Serverless.Domain;

namespace Serverless.Workflows.Orders;

/// <summary>What came of a request to change an order.</summary>
public abstract record ChangeOrderResult
{
    private ChangeOrderResult() { }

    /// <summary>It is done, or under way. <paramref name="Replayed"/> says that it was so before: nothing changed now.</summary>
    public sealed record Accepted(OrderView Order, bool Replayed) : ChangeOrderResult;

    /// <summary>There is no such order for this caller; nothing happened.</summary>
    public sealed record NotFound : ChangeOrderResult;

    /// <summary>The order has another version than the caller expects; nothing happened.</summary>
    public sealed record VersionMismatch : ChangeOrderResult;

    /// <summary>The order does not allow it; nothing happened.</summary>
    public sealed record Refused(Rejection Rejection) : ChangeOrderResult;

    /// <summary>The request is wrong; nothing happened.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : ChangeOrderResult;
}
