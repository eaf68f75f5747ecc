namespace Serverless.Workflows.Orders;

/// <summary>What came of a request to place an order.</summary>
public abstract record PlaceOrderResult
{
    private PlaceOrderResult() { }

    /// <summary>The order exists. <paramref name="Replayed"/> says that it did before: the answer is the first one again.</summary>
    public sealed record Accepted(OrderView Order, bool Replayed) : PlaceOrderResult;

    /// <summary>The request is wrong; nothing happened.</summary>
    public sealed record Invalid(IReadOnlyList<InvalidField> Errors) : PlaceOrderResult;

    /// <summary>The idempotency key was used before, for another request; nothing happened.</summary>
    public sealed record KeyReused : PlaceOrderResult;
}
